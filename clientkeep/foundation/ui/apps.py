from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "clientkeep.foundation.ui"
    label = "ui"
