from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    name = "clientkeep.lifecycle.onboarding"
    label = "onboarding"

    def ready(self) -> None:
        from . import events, panels, reactions  # noqa: F401  what this stage announces, shows, and does when told
        from .playbooks import settings_page  # noqa: F401
