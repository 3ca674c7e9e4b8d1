from django.apps import AppConfig


class TransferConfig(AppConfig):
    name = "clientkeep.overview.transfer"
    label = "transfer"

    def ready(self) -> None:
        from . import events  # noqa: F401  what this room announces
