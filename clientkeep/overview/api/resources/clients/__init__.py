"""Clients: the record, its stage and next step, its team, and what is kept for it."""

from .acts import room as _acts  # noqa: F401  its operations join the room
from .views import room

__all__ = ["room"]
