from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "clientkeep.relationship.clients"
    label = "clients"

    def ready(self) -> None:
        from . import first_client, notices, settings_page, sight, tellers  # noqa: F401  what this room offers, and tells others
