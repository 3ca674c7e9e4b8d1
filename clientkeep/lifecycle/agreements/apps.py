from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "clientkeep.lifecycle.agreements"
    label = "agreements"

    def ready(self) -> None:
        from . import events, kinds, reactions  # noqa: F401  what this stage announces, offers and hears
