"""Objects as Stripe returns them in API version 2026-10-28.endive.

Each function returns one object with every field that the version documents; a field that Stripe leaves
empty is None. test_shapes.py compares the keys with the annotations of the official stripe package.
"""

from .account import account, balance, webhook_endpoint, webhook_endpoint_deleted
from .checkout import line_item, session
from .events import event
from .payments import balance_transaction, charge, payment_intent
from .returns import dispute, refund

__all__ = [
    "account",
    "balance",
    "balance_transaction",
    "charge",
    "dispute",
    "event",
    "line_item",
    "payment_intent",
    "refund",
    "session",
    "webhook_endpoint",
    "webhook_endpoint_deleted",
]
