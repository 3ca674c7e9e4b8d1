from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class DocumentsConfig(AppConfig):
    name = "clientkeep.relationship.documents"
    label = "documents"

    def ready(self) -> None:
        from clientkeep.workspace.office.settings_pages import register

        from . import events, notices, reactions, tellers  # noqa: F401  what this room announces, hears and tells

        register(
            "numbers", "Numbers", "How are documents numbered?", "documents:numbers", act="settings.money", order=65,
            icon="hash",
        )  # fmt: skip
        post_migrate.connect(lay_guards, sender=self)


def lay_guards(using: str, **_) -> None:
    """Lay this app's triggers after each migrate."""
    from .triggers import GUARDS

    for guard in GUARDS:
        guard.lay(connections[using])
