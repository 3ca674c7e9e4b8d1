from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "clientkeep.relationship.conversations"
    label = "conversations"
