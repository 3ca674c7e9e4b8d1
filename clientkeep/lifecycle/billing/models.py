"""Invoices, payments and the money book. The rooms' models are gathered here."""

from .credit_notes.model import CreditNote
from .invoices.model import Invoice
from .ledger.model import Entry, Posting
from .payments.model import Allocation, Payment, Refund
from .receipts.model import Receipt

__all__ = ["Allocation", "CreditNote", "Entry", "Invoice", "Payment", "Posting", "Receipt", "Refund"]
