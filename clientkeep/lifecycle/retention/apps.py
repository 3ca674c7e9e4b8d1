from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "clientkeep.lifecycle.retention"
    label = "retention"

    def ready(self) -> None:
        from . import notices, panels, reactions, words  # noqa: F401  what this stage shows, hears and writes
