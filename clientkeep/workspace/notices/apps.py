from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "clientkeep.workspace.notices"
    label = "notices"

    def ready(self) -> None:
        from . import kinds_of_the_firm, letters, settings_pages, unread  # noqa: F401  what this room tells, writes and shows
