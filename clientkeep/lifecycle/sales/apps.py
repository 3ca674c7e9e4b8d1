from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "clientkeep.lifecycle.sales"
    label = "sales"
