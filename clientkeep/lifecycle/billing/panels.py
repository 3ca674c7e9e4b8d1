"""What this stage shows on pages of lower floors; each room's own panels are gathered here."""

from .gateways import panels as gateways
from .payments import client_panels as clients
from .payments import panels as payments

__all__ = ["clients", "gateways", "payments"]
