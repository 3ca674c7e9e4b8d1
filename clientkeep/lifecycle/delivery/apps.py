from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class DeliveryConfig(AppConfig):
    name = "clientkeep.lifecycle.delivery"
    label = "delivery"

    def ready(self) -> None:
        from .projects import registering  # noqa: F401  what it shows, and what accepted documents open
        from .updates import events, jobs, panels, portal, settings_page  # noqa: F401  what this stage announces, does and shows

        post_migrate.connect(lay_guards, sender=self)


def lay_guards(using: str, **_) -> None:
    """Lay this app's triggers after each migrate."""
    from .updates.triggers import GUARDS

    for guard in GUARDS:
        guard.lay(connections[using])
