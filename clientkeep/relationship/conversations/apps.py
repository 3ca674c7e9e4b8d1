from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class ConversationsConfig(AppConfig):
    name = "clientkeep.relationship.conversations"
    label = "conversations"

    def ready(self) -> None:
        from . import events, notices, panels  # noqa: F401  what this room announces, and shows on the client's page
        from .absence import panels as absence_panels  # noqa: F401
        from .absence import reactions as absence_reactions  # noqa: F401  what happens while somebody is away
        from .briefing import panels as briefing  # noqa: F401
        from .mailboxes import events as of_mailboxes  # noqa: F401
        from .mailboxes import settings_page as mailboxes_page  # noqa: F401
        from .mailings import panels as mailing_panels  # noqa: F401
        from .promises import jobs as promise_jobs  # noqa: F401
        from .promises import panels as promises  # noqa: F401
        from .response import panels as answers  # noqa: F401  what waits, on the client's page
        from .response import reactions, settings_page  # noqa: F401  what turns the response clock, and its settings
        from .writing import panels as writing_panels  # noqa: F401
        from .writing import reactions as writing_reactions  # noqa: F401
        from .writing import settings_pages  # noqa: F401

        post_migrate.connect(lay_guards, sender=self)


def lay_guards(using: str, **_) -> None:
    """Lay this app's triggers after each migrate."""
    from .recaps.triggers import GUARDS

    for guard in GUARDS:
        guard.lay(connections[using])
