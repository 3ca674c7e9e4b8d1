"""How an invoice is spoken of: adjectives derived from facts. Plain Python, no clock."""

import datetime as dt


def status(state: str, total: int, balance: int, due: dt.date | None, sent: bool, today: dt.date) -> str:
    """Return draft, issued, sent, partial, overdue, paid or void."""
    if state != "issued":
        return state
    if balance == 0:
        return "paid"
    if due and due < today:
        return "overdue"
    if balance < total:
        return "partial"
    return "sent" if sent else "issued"
