"""The record of a client and its people. The rooms' models are gathered here."""

from .contact import Contact
from .model import Client, ClientAccess, CustomField, ExternalId

__all__ = ["Client", "ClientAccess", "Contact", "CustomField", "ExternalId"]
