from django.apps import AppConfig


class HoursConfig(AppConfig):
    name = "clientkeep.workspace.hours"
    label = "hours"
