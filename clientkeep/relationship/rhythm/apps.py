from django.apps import AppConfig


class RhythmConfig(AppConfig):
    name = "clientkeep.relationship.rhythm"
    label = "rhythm"

    def ready(self) -> None:
        from .plans import events, panels, reactions  # noqa: F401  what plans announce, show, and hear
