from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class AgreementsConfig(AppConfig):
    name = "clientkeep.lifecycle.agreements"
    label = "agreements"

    def ready(self) -> None:
        from . import events, kinds, panels, reactions  # noqa: F401  what this stage announces, offers, shows and hears
        from .clauses import settings_page as clauses_page  # noqa: F401
        from .gates import settings_page  # noqa: F401
        from .proposals import case_studies, trades  # noqa: F401  what a proposal shows of others, ready-made starts
        from .scope import acceptance, portal  # noqa: F401  what an acceptance writes, and what the client reads of it
        from .signing.sealing import settings_page as seal_page  # noqa: F401

        post_migrate.connect(lay_guards, sender=self)


def lay_guards(using: str, **_) -> None:
    """Lay this app's triggers after each migrate."""
    from .scope.triggers import GUARDS as OF_SCOPE
    from .triggers import GUARDS

    for guard in (*GUARDS, *OF_SCOPE):
        guard.lay(connections[using])
