from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "clientkeep.relationship.clients"
    label = "clients"

    def ready(self) -> None:
        from . import sight  # noqa: F401
