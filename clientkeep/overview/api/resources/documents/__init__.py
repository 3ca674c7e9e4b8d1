"""Documents: invoices, quotes, estimates, receipts and credit notes, from draft to their end."""

from . import acts, following, sending  # noqa: F401  their operations join the room
from .views import room

__all__ = ["room"]
