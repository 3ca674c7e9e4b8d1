from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "clientkeep.overview.insights"
    label = "insights"

    def ready(self) -> None:
        from . import letter  # noqa: F401  its words
