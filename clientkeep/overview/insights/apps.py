from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "clientkeep.overview.insights"
    label = "insights"
