from django.apps import AppConfig


class TransferConfig(AppConfig):
    name = "clientkeep.overview.transfer"
    label = "transfer"
