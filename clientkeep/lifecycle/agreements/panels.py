"""What this stage shows on pages of lower floors; each room's own panels are gathered here."""

from .bids import panels as bids
from .contracts import panels as contracts
from .gates import panels as gates
from .proposals import panels as proposals
from .scope import panels as scope
from .signing import panels as signing

__all__ = ["bids", "contracts", "gates", "proposals", "scope", "signing"]
