"""By when something is due: "by Friday", "before 12 May", "in two weeks", "tomorrow" at the end of a clause."""

import datetime as dt
from dataclasses import dataclass

from .days import AHEAD, MONTHS, WEEKDAYS, Day, read_day
from .lexer import Tokens
from .request import LogRequest

_BY = frozenset(("by", "until", "till", "due", "before"))
_FOLLOWED = frozenset(("about", "re", "regarding", "for", "to", "with", "and", "at", "if", "so", "then", "but", "i", "we", "they"))


@dataclass(frozen=True, slots=True)
class Due:
    """A due day over tokens [start, end)."""

    date: dt.date | None
    start: int
    end: int
    doubt: str = ""
    because: str = ""


def due_at(request: LogRequest, tokens: Tokens, at: int) -> Due | None:
    """The due day that begins at `at`."""
    word, spot = tokens.low(at), at
    if tokens.says(at, "no", "later", "than"):
        spot = at + 3
    elif word in _BY:
        spot = at + 1 + (word == "due" and tokens.low(at + 1) in ("by", "on"))
    elif word == "for" and (tokens.low(at + 1) in WEEKDAYS or tokens.low(at + 1) == "tomorrow"):
        spot = at + 1
    day = read_day(tokens, spot, request.today, AHEAD, request.locale == "en-GB")
    if day is None:
        return _only_a_month(tokens, at, spot)
    return Due(_deadline(word, day), at, day.end, day.doubt, day.because)


def _only_a_month(tokens: Tokens, at: int, spot: int) -> Due | None:
    spot += tokens.low(spot) == "in"
    if spot > at and tokens.low(spot) in MONTHS and tokens.kind(spot + 1) != "num":
        return Due(None, at, spot + 1, "It names no day.")
    return None


def _deadline(word: str, day: Day) -> dt.date | None:
    """ "Before Friday" is over on Thursday."""
    if word == "before" and day.date and day.date > dt.date.min:
        return day.date - dt.timedelta(1)
    return day.date


def find_due(request: LogRequest, tokens: Tokens, start: int, end: int) -> Due | None:
    """The last due day in tokens [start, end); a bare day counts only where nothing but an aside follows it."""
    best = None
    at = start
    while at < end:
        found = due_at(request, tokens, at)
        if found is None or found.end > end:
            at += 1
            continue
        introduced = tokens.low(at) in _BY or tokens.low(at) in ("within", "in", "no", "on", "at", "for")
        last = found.end >= end or tokens.low(found.end) in _FOLLOWED or tokens.kind(found.end) == "punct"
        if last or (introduced and tokens.low(at) not in ("on", "for")):
            best = found
        at = found.end
    return best
