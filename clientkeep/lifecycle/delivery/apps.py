from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "clientkeep.lifecycle.delivery"
    label = "delivery"
