from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "clientkeep.workspace.notices"
    label = "notices"
