"""What a promise was on a day, told from its facts. Plain Python: no database, no clock."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

STATE_AFTER = {
    "promise.made": "open",
    "promise.kept": "kept",
    "promise.moved": "open",
    "promise.dropped": "dropped",
    "promise.reopened": "open",
}


@dataclass(frozen=True)
class Fact:
    """One thing that happened to a promise: it took effect on `day`; `due` is the day promised since then."""

    kind: str
    day: dt.date
    due: dt.date | None
    because: str = ""


@dataclass(frozen=True)
class Standing:
    """How a promise stood at the end of a day. `since`: the day on which it came to stand so."""

    state: str
    due_on: dt.date | None
    since: dt.date
    late_days: int
    because: str = ""


def standing_on(day: dt.date, facts: Iterable[Fact]) -> Standing | None:
    """Return how a promise stood at the end of `day`; None where it had not been made.

    `facts` stand in the order in which they were recorded: a later word about an earlier day has the last say on it.
    """
    last = None
    for fact in facts:
        if fact.day <= day:
            last = fact
    if last is None:
        return None
    state = STATE_AFTER[last.kind]
    return Standing(state, last.due, last.day, late_days(state, last.due, day), last.because)


def late_days(state: str, due_on: dt.date | None, today: dt.date) -> int:
    """Days by which an open promise is late; 0 while its day has not passed."""
    return max(0, (today - due_on).days) if state == "open" and due_on else 0
