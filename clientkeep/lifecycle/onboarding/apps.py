from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class OnboardingConfig(AppConfig):
    name = "clientkeep.lifecycle.onboarding"
    label = "onboarding"

    def ready(self) -> None:
        from . import events, jobs, notices, panels, reactions  # noqa: F401  what this stage announces, does by itself, shows and hears
        from .intake import settings_page as intake_settings  # noqa: F401
        from .playbooks import settings_page  # noqa: F401

        post_migrate.connect(lay_guards, sender=self)


def lay_guards(using: str, **_) -> None:
    """Lay this app's triggers after each migrate."""
    from .triggers import GUARDS

    for guard in GUARDS:
        guard.lay(connections[using])
