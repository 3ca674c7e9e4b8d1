from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "clientkeep.overview.home"
    label = "home"

    def ready(self) -> None:
        from .ranking import find_sources

        find_sources()
