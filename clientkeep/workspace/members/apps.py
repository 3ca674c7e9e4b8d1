from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "clientkeep.workspace.members"
    label = "members"
