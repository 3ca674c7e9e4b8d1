from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "clientkeep.workspace.mail"
    label = "mail"

    def ready(self) -> None:
        from . import jobs  # noqa: F401
