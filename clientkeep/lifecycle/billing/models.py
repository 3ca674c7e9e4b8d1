"""Invoices, payments and the money book. The rooms' models are gathered here."""

from .credit_notes.model import CreditNote
from .gateways.model import Checkout, GatewayAccount, ProviderEvent, StrayPayment
from .invoices.model import Invoice
from .ledger.model import Entry, Posting
from .payment_schedules.step import ScheduleStep
from .payments.model import Allocation, Payment, Refund
from .receipts.model import Receipt
from .schedules.model import Occurrence, Schedule

__all__ = [
    "Allocation", "Checkout", "CreditNote", "Entry", "GatewayAccount", "Invoice", "Occurrence", "Payment", "Posting",
    "ProviderEvent", "Receipt", "Refund", "Schedule", "ScheduleStep", "StrayPayment",
]  # fmt: skip
