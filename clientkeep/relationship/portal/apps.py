from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "clientkeep.relationship.portal"
    label = "portal"
