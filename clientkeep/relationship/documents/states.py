"""How a document's state is said in a word, on lists and pages. Plain Python, no clock."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

ANSWERABLE = ("quote", "estimate", "proposal", "contract")


@dataclass(frozen=True, slots=True)
class StateWord:
    """A state's slug, its words, and its meaning: good, waiting, late, broken or quiet."""

    slug: str
    label: str
    meaning: str


def state_word(document: Any, today: dt.date, in_outbox: bool = False) -> StateWord:
    """Return the word for a document's state. `in_outbox`: a letter with it was written and has not left."""
    if document.kind == "contract" and document.state == "accepted":
        return StateWord("signed", "Signed", "good")
    if document.state != "issued":
        return _PLAIN[document.state]
    slug = getattr(document, "status", "issued")
    if slug == "paid":
        return StateWord("paid", "Paid", "good")
    if slug == "overdue":
        late = (today - document.due_date).days
        return StateWord("overdue", f"{late} days late" if late != 1 else "1 day late", "late")
    if document.kind in ANSWERABLE and document.valid_until and document.valid_until < today:
        return StateWord("expired", "Expired", "late")
    if slug == "partial":
        return StateWord("partial", "Partly paid", "waiting")
    if document.sent_at:
        return StateWord("sent", "Sent", "good" if document.kind in ("receipt", "credit_note") else "waiting")
    return StateWord("outbox", "In the outbox", "waiting") if in_outbox else StateWord("issued", "Not sent", "waiting")


_PLAIN = {
    "draft": StateWord("draft", "Draft", "quiet"),
    "accepted": StateWord("accepted", "Accepted", "good"),
    "declined": StateWord("declined", "Declined", "broken"),
    "void": StateWord("void", "Void", "quiet"),
}
