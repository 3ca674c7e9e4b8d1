"""What this room shows elsewhere, and what it hears."""

from . import panels, portal, reactions

__all__ = ["panels", "portal", "reactions"]
