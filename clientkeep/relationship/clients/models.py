"""The record of a client and its people. The rooms' models are gathered here."""

from .contact import Contact
from .custom_field import CustomField
from .model import Client, ClientAccess, ExternalId

__all__ = ["Client", "ClientAccess", "Contact", "CustomField", "ExternalId"]
