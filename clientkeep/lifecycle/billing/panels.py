"""What this stage shows on pages of lower floors; each room's own panels are gathered here."""

from .gateways import panels as gateways
from .payment_schedules import foretelling
from .payment_schedules import panels as payment_schedules
from .payments import client_panels as clients
from .payments import panels as payments

__all__ = ["clients", "foretelling", "gateways", "payment_schedules", "payments"]
