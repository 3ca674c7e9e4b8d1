from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "clientkeep.relationship.portal"
    label = "portal"

    def ready(self) -> None:
        from . import links, panels, recaps  # noqa: F401  what the portal adds to letters and pages
