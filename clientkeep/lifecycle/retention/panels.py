"""What this stage shows on pages of lower floors; each room's own panels are gathered here."""

from .asks import lending
from .asks import panels as asks
from .cases import panels as cases
from .keeping import panels as keeping
from .sequences import panels as sequences
from .surveys import panels as surveys
from .themes import panels as themes
from .trust import panels as trust

__all__ = ["asks", "cases", "keeping", "lending", "sequences", "surveys", "themes", "trust"]
