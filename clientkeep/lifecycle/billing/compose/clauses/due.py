"""When payment falls due (rulings 25, 26, 27, 29): value is ("day", date), ("issue", span) or ("issue", None)."""

from __future__ import annotations

import re

from ..dates import AHEAD
from ..numbers import read_number
from ..reading import UNRESOLVED, Claim, Reading
from ..spans import Span, read_span

TRIGGERS = ("eom", "due", "net", "payable", "pay", "payment", "terms", "on", "with", "to", "within", "settle", "please")
_NET_WORD = re.compile(r"(?:net[-/]?|n/)(\d{1,4})")
_AT_ONCE = frozenset(("now", "immediately", "straightaway", "instantly"))
_LINKS = frozenset(("on", "by", "before", "for", ":", "date", "no", "later", "than", "is", "at", "of", "will", "be", "-", "latest",
                    "any", "time", "until", "till", "="))  # fmt: skip
_ISSUE_WORDS = frozenset("the date of invoice receipt issue this receiving it invoicing issuing a".split())
_BUSINESS = frozenset(("business", "working", "work", "banking", "weekdays"))


def read(reading: Reading, at: int) -> Claim | None:
    word = reading.low(at)
    if word == "please":
        return None
    if word == "eom":
        return _after(reading, at, at) if reading.starts_part(at) and reading.bounded(at + 1) else None
    if word in ("on", "with", "to", "within"):
        return _days_terms(reading, at)
    if word == "net" or word == "terms":
        return _net(reading, at)
    if word == "due":
        return _after(reading, at, at + 1)
    if word in ("payable", "pay", "settle"):
        return _payable(reading, at)
    return _payment(reading, at)


def read_numeric(reading: Reading, at: int) -> Claim | None:
    """ "30 days terms", "14 days net", "30 day payment terms"."""
    span = read_span(reading.tokens, at)
    if not span or (reading.low(at) in ("a", "an") and reading.low(span.end) != "terms"):
        return None
    end = span.end
    if reading.low(end) == "payment":
        end += 1
    if reading.low(end) in ("terms", "net"):
        return Claim(at, end + 1, "due_date", ("issue", span))
    if reading.low(end) == "to" and reading.low(end + 1) in ("pay", "settle"):
        return Claim(at, end + 2, "due_date", ("issue", span))
    return None


def read_net_word(reading: Reading, at: int) -> Claim | None:
    """ "net30", "net-30", "n/30" in one word."""
    found = _NET_WORD.fullmatch(reading.low(at))
    return Claim(at, at + 1, "due_date", ("issue", Span(int(found[1]), "day", at + 1))) if found else None


def read_day_word(reading: Reading, at: int) -> Claim | None:
    """ "30-day terms" """
    digits, _, unit = reading.low(at).partition("-")
    if not (digits.isdigit() and len(digits) < 4 and unit in ("day", "days")):
        return None
    end = at + 1 + (reading.low(at + 1) == "payment")
    if reading.low(end) not in ("terms", "net"):
        return None
    return Claim(at, end + 1, "due_date", ("issue", Span(int(digits), "day", end)))


def _days_terms(reading: Reading, at: int) -> Claim | None:
    if reading.low(at) == "to" and reading.low(at + 1) == "be":
        inner = at + 2
        if reading.low(inner) == "paid" and reading.low(inner + 1) in ("by", "within", "in", "on", "before"):
            claim = _after(reading, at, inner + 1)
            return claim
        return None
    if reading.low(at) == "within":
        if not reading.starts_part(at) or reading.kind not in ("invoice", "credit_note"):
            return None
        return _after(reading, at, at)
    spot = at + 1
    if spot < len(reading.tokens) and reading.low(spot) in ("net", "payment"):
        inner = _net(reading, spot) if reading.low(spot) == "net" else _payment(reading, spot)
        return Claim(at, inner.end, inner.field, inner.value) if inner else None
    inner = read_numeric(reading, spot) if spot < len(reading.tokens) else None
    return Claim(at, inner.end, "due_date", inner.value) if inner else None


def _net(reading: Reading, at: int) -> Claim | None:
    spot, net = at + 1, reading.low(at) == "net"
    while reading.low(spot) in (":", "are", "is", "of", "net", "-", "payment"):
        net = net or reading.low(spot) == "net"
        spot += 1
    if spot >= len(reading.tokens):
        return None
    if reading.low(spot) == "due":
        inner = _after(reading, at, spot + 1)
        return inner if spot > at + 1 else None
    number = read_number(reading.tokens, spot)
    if number and number[0] == number[0].to_integral_value() and number[0] <= 3650:
        end = number[1]
        if reading.low(end) in _BUSINESS:
            return Claim(at, end + (2 if reading.low(end + 1) in ("days", "day") else 1), UNRESOLVED)
        span = read_span(reading.tokens, spot)
        if span:
            end = max(_trailing(reading, span.end), _past_issue(reading, span.end))
            counted = _from_day(reading, at, span.end, span)
            if counted:
                return counted
            return Claim(at, end, "due_date", ("issue", span))
        if net:
            if reading.low(end) in ("eom",):
                return Claim(at, end + 1, UNRESOLVED)
            span = Span(int(number[0]), "day", end)
            return _from_day(reading, at, end, span) or Claim(at, end, "due_date", ("issue", span))
    if reading.low(at) == "terms" and spot > at + 1:
        return _after(reading, at, spot) if reading.low(spot) in ("on", "upon", "due") else None
    return None


def _payable(reading: Reading, at: int) -> Claim | None:
    spot = at + 1
    while reading.low(spot) in ("it", "this", "us", "me", "up", "in", "full") and reading.low(spot + 1) not in (
        "days",
        "day",
    ):
        if reading.low(spot) == "in" and read_span(reading.tokens, spot + 1):
            break
        spot += 1
    word = reading.low(spot)
    if (
        word in ("in", "within", "by", "on", "upon", "before", "no")
        or word in _AT_ONCE
        or word in ("at", "immediately", "net")
    ):
        if word == "net":
            inner = _net(reading, spot)
            return Claim(at, inner.end, inner.field, inner.value) if inner else None
        return _after(reading, at, spot)
    return None


def _payment(reading: Reading, at: int) -> Claim | None:
    spot = at + 1
    if reading.low(spot) in ("is", "expected", "required", "needed", "requested"):
        spot += 1
    word = reading.low(spot)
    if word == "terms":
        inner = _net(reading, spot)
        return Claim(at, inner.end, inner.field, inner.value) if inner else None
    if word == "due":
        return _after(reading, at, spot + 1)
    if word in ("in", "within", "by", "on", "before", "upon") and reading.kind != "receipt":
        return _after(reading, at, spot)
    return None


def _after(reading: Reading, start: int, at: int) -> Claim | None:
    """What stands after "due", "payable", "pay"."""
    tokens = reading.tokens
    spot = at + 2 * (reading.low(at) == "in" and reading.low(at + 1) == "full")
    while reading.low(spot) in _LINKS:
        if reading.low(spot) == "on" and reading.low(spot + 1) == "receipt":
            break
        spot += 1
    spot = _past_hour(reading, spot)
    word = reading.low(spot)
    if word in ("on", "upon") and reading.low(spot + 1) in (
        "receipt",
        "presentation",
        "delivery",
        "completion",
        "demand",
    ):
        if reading.low(spot + 1) not in ("receipt", "presentation"):
            return Claim(start, spot + 2, UNRESOLVED)
        return Claim(start, spot + 2 + 2 * (reading.low(spot + 2) == "of"), "due_date", ("issue", None))
    if word == "receipt" and spot == at + 1:
        return Claim(start, spot + 1, "due_date", ("issue", None))
    if word in _AT_ONCE or (word == "straight" and reading.low(spot + 1) == "away"):
        return Claim(start, spot + (2 if word == "straight" else 1), "due_date", ("issue", None))
    if word in ("in", "within", "inside") or (
        spot < len(tokens) and read_span(tokens, spot) and _is_length(reading, spot)
    ):
        return _in_days(reading, start, spot)
    if word == "net":
        return _net(reading, spot)
    day = reading.calendar.read(tokens, spot, AHEAD)
    if not day:
        return None
    if day.date is None:
        return Claim(start, day.end, UNRESOLVED)
    return Claim(start, day.end, "due_date", ("day", day.date))


def _past_hour(reading: Reading, at: int) -> int:
    """The token after "close of business", "end of day", "noon" or "5pm", where a day follows."""
    for words in (("close", "of", "business"), ("close", "of", "play"), ("end", "of", "day"), ("cob",), ("eod",), ("noon",), ("midday",)):
        if all(reading.low(at + step) == word for step, word in enumerate(words)):
            end = at + len(words)
            end += reading.low(end) in ("on", "of", ",")
            return end if end < len(reading.tokens) and reading.calendar.read(reading.tokens, end, AHEAD) else at
    return at


def _is_length(reading: Reading, at: int) -> bool:
    return reading.calendar.read(reading.tokens, at) is None


def _in_days(reading: Reading, start: int, at: int) -> Claim | None:
    spot = at + 1 if reading.low(at) in ("in", "within", "inside") else at
    while reading.low(spot) in ("the", "next", "about"):
        spot += 1
    if spot >= len(reading.tokens):
        return None
    number = read_number(reading.tokens, spot)
    if number and reading.low(number[1]) in _BUSINESS:
        end = number[1] + 1
        end += reading.low(end) in ("days", "day", "weeks", "week")
        return Claim(start, end, UNRESOLVED)
    span = read_span(reading.tokens, spot)
    if not span:
        return None
    issued = _past_issue(reading, span.end)
    if issued > span.end:
        return Claim(start, issued, "due_date", ("issue", span))
    follows = reading.low(span.end)
    if follows in ("after", "of", "on", "before", "end", "eom") or (
        follows == "from" and reading.low(span.end + 1) not in ("today", "now")
    ):
        return Claim(start, reading.part_end(span.end), UNRESOLVED)
    end = _trailing(reading, span.end)
    date = span.after(reading.request.today)
    return Claim(start, end, "due_date", ("day", date)) if date else Claim(start, end, UNRESOLVED)


def _from_day(reading: Reading, start: int, at: int, span: Span) -> Claim | None:
    """ "net 30 from March 10" """
    day = reading.calendar.read(reading.tokens, at + 1, AHEAD) if reading.low(at) == "from" else None
    date = span.after(day.date) if day and day.date else None
    return Claim(start, day.end, "due_date", ("day", date)) if date else None


def _past_issue(reading: Reading, at: int) -> int:
    """The token after "from the invoice date", "of issue", "later": counted from the document's own date. `at` where none."""
    if reading.low(at) == "later":
        return at + 1
    if reading.low(at) not in ("of", "from", "after") or reading.low(at + 1) in ("today", "now"):
        return at
    end = at + 1
    while reading.low(end) in _ISSUE_WORDS:
        end += 1
    return end if end > at + 1 else at


def _trailing(reading: Reading, at: int) -> int:
    if reading.low(at) == "from" and reading.low(at + 1) in ("today", "now"):
        return at + 2
    if reading.low(at) in ("time", "terms"):
        return at + 1
    return at
