"""What this stage does when something is announced: each room's own reactions are gathered here."""

from .bids import reactions as bids
from .contracts import reactions as contracts
from .gates import reactions as gates
from .signing import reactions as signing

__all__ = ["bids", "contracts", "gates", "signing"]
