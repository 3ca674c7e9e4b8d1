from django.apps import AppConfig


class QueueConfig(AppConfig):
    name = "clientkeep.workspace.queue"
    label = "queue"
