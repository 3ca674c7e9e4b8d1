from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "clientkeep.overview.home"
    label = "home"
