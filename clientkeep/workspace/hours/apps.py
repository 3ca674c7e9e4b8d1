from django.apps import AppConfig


class HoursConfig(AppConfig):
    name = "clientkeep.workspace.hours"
    label = "hours"

    def ready(self) -> None:
        from . import events, settings_page  # noqa: F401  what this room announces, and the pages that it serves
