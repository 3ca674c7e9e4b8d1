from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "clientkeep.overview.search"
    label = "search"
