"""What this room adds to lower floors: its letter."""

from . import letters

__all__ = ["letters"]
