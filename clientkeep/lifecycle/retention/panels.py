"""What this stage shows on pages of lower floors; each room's own panels are gathered here."""

from .cases import panels as cases
from .keeping import panels as keeping
from .surveys import panels as surveys
from .trust import panels as trust

__all__ = ["cases", "keeping", "surveys", "trust"]
