"""What this stage does when something is announced: each room's own reactions are gathered here."""

from .gateways import reactions as gateways
from .invoices import changes, deposits
from .invoices import gate as gates
from .receipts import reactions as receipts

__all__ = ["changes", "deposits", "gates", "gateways", "receipts"]
