from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "clientkeep.workspace.office"
    label = "office"

    def ready(self) -> None:
        from . import events  # noqa: F401
        from .settings import ours  # noqa: F401
        from .sign_in import letters  # noqa: F401
