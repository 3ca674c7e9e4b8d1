"""What this stage shows on pages of lower floors; each room's own panels are gathered here."""

from .gates import panels as gates
from .proposals import panels as proposals
from .signing import panels as signing

__all__ = ["gates", "proposals", "signing"]
