from django.apps import AppConfig


class RhythmConfig(AppConfig):
    name = "clientkeep.relationship.rhythm"
    label = "rhythm"
