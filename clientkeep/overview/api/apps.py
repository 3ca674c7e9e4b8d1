from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "clientkeep.overview.api"
    label = "api"
