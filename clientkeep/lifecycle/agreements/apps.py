from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "clientkeep.lifecycle.agreements"
    label = "agreements"

    def ready(self) -> None:
        from . import events, kinds, panels, reactions  # noqa: F401  what this stage announces, offers, shows and hears
        from .gates import settings_page  # noqa: F401
