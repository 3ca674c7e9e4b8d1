"""The client's own door. The rooms' models are gathered here."""

from .key import PortalKey

__all__ = ["PortalKey"]
