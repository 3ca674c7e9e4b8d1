from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "clientkeep.workspace.mail"
    label = "mail"
