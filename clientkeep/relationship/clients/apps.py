from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "clientkeep.relationship.clients"
    label = "clients"
