"""The document's own date: "dated 27 February", "issue date: 5 March", "backdate it to Monday"."""

from __future__ import annotations

from ..dates import BACK, NEAR
from ..reading import UNRESOLVED, Claim, Reading

TRIGGERS = (
    "dated",
    "date",
    "issued",
    "issue",
    "backdate",
    "backdated",
    "invoice",
    "as",
    "with",
    "post-dated",
    "postdated",
)
_LINKS = frozenset((":", "it", "this", "as", "of", "on", "to", "is", "for", "the", "invoice", "=", "from", "a"))


def read(reading: Reading, at: int) -> Claim | None:
    word, spot = reading.low(at), at + 1
    if word in ("issue", "invoice"):
        if reading.low(spot) not in (("date", "it") if word == "issue" else ("date",)):
            return None
        spot += 1
    elif word == "as":
        if reading.low(spot) != "of":
            return None
    elif word == "with":
        while reading.low(spot) in ("a", "the", "issue", "invoice"):
            spot += 1
        if reading.low(spot) not in ("date", "dated"):
            return None
        spot += 1
    elif word == "date" and reading.low(at - 1) in (
        "due",
        "payment",
        "paid",
        "start",
        "end",
        "delivery",
        "wedding",
        "event",
    ):
        return None
    while reading.low(spot) in _LINKS and not reading.calendar.read(reading.tokens, spot, NEAR):
        spot += 1
    lean = BACK if word.startswith("back") else NEAR
    day = reading.calendar.read(reading.tokens, spot, lean)
    if day is None:
        return None
    if day.date is None:
        return Claim(at, day.end, UNRESOLVED)
    return Claim(at, day.end, "issue_date", day.date)
