from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "clientkeep.lifecycle.retention"
    label = "retention"
