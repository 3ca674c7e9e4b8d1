"""How long a quote stands (ruling 25): value as in due.py."""

from __future__ import annotations

from ..dates import AHEAD
from ..reading import UNRESOLVED, Claim, Reading
from ..spans import Span, month_end, read_span

TRIGGERS = ("valid", "exp", "expires", "expiring", "expire", "expiry", "good", "open", "stands", "holds", "validity", "offer", "it",
            "price", "prices", "this", "quote", "estimate", "firm")  # fmt: skip
_SUBJECTS = frozenset("offer it this price prices quote quotation estimate is are proposal".split())
_UNTIL = frozenset(("until", "till", "through", "thru", "to", "til", "'til", "up"))
_WORDS = frozenset("valid exp expires expiring expire expiry good open stands holds validity firm".split())


def read(reading: Reading, at: int) -> Claim | None:
    start = at
    while reading.low(at) in _SUBJECTS and at < start + 4:
        at += 1
    word = reading.low(at)
    if word in ("held", "good", "locked", "fixed") and at > start and reading.low(at + 1) == "for":
        span = read_span(reading.tokens, at + 2)
        return Claim(start, span.end, "valid_until", ("issue", span)) if span else None
    if word in ("held", "ends", "locked", "fixed") and at > start:
        return _on_day(reading, start, at + 1 + (reading.low(at + 1) in _UNTIL | {"on"}))
    if word not in _WORDS:
        return None
    spot = at + 1
    while reading.low(spot) in (":", "date", "is", "period", "and", "."):
        spot += 1
    if word in ("exp", "expires", "expiring", "expire", "expiry"):
        return _expiry(reading, start, spot)
    if reading.low(spot) in ("for", "within") or word in ("valid", "validity"):
        length = spot + 1 if reading.low(spot) in ("for", "within") else spot
        while reading.low(length) in ("the", "next"):
            length += 1
        span = read_span(reading.tokens, length)
        if span:
            return _from_day(reading, start, span) or Claim(start, span.end, "valid_until", ("issue", span))
    if reading.low(spot) in _UNTIL or (word == "valid" and reading.low(spot) in ("on", "by")):
        return _on_day(reading, start, spot + (2 if reading.low(spot) == "up" else 1))
    return None


def read_numeric(reading: Reading, at: int) -> Claim | None:
    """ "10 days validity", "2 weeks valid"."""
    span = read_span(reading.tokens, at)
    if span and reading.low(span.end) in ("validity", "valid"):
        return Claim(at, span.end + 1, "valid_until", ("issue", span))
    return None


def _from_day(reading: Reading, start: int, span: Span) -> Claim | None:
    """ "30 days from 10 March" """
    if reading.low(span.end) != "from":
        return None
    day = reading.calendar.read(reading.tokens, span.end + 1, AHEAD)
    last = span.after(day.date) if day and day.date else None
    return Claim(start, day.end, "valid_until", ("day", last)) if last else None


def _expiry(reading: Reading, start: int, at: int) -> Claim | None:
    if reading.low(at) in ("after", "within") or read_span(reading.tokens, at):
        span = read_span(reading.tokens, at + 1) or read_span(reading.tokens, at)
        if span and not reading.calendar.read(reading.tokens, at):
            return Claim(start, span.end, "valid_until", ("issue", span))
    while reading.low(at) in ("on", "by", "at"):
        at += 1
    return _on_day(reading, start, at)


def _on_day(reading: Reading, start: int, at: int) -> Claim | None:
    day = reading.calendar.read(reading.tokens, at, AHEAD)
    if day is None:
        month = (
            reading.calendar.read_month(reading.tokens, at, reading.request.today) if at < len(reading.tokens) else None
        )
        if month:
            return Claim(start, month[1], "valid_until", ("day", month_end(month[0])))
        return None
    if day.date is None:
        return Claim(start, day.end, UNRESOLVED)
    return Claim(start, day.end, "valid_until", ("day", day.date))
