"""Story: what the readers of one client's facts remember while they go through them, oldest first.

Plain Python: no database, no clock.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import signals as s
from .habits import usual
from .rules import DAY, Line
from .words import days_words


@dataclass(frozen=True, slots=True)
class Fact:
    """One event of the journal: `by` is the kind of who did it, `about` the id of the thing, `data` its payload."""

    at: dt.datetime
    slug: str
    by: str = "member"
    about: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True, slots=True)
class Bill:
    """An issued invoice: its number, the day it was due, and whether money is still owed on it."""

    number: str
    due: dt.date
    is_open: bool


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise that is open: whose it is, its day (None: none was named), its words."""

    ours: bool
    due: dt.date | None
    text: str


@dataclass
class Story:
    """One client's past so far. Lists of durations are in days, oldest first."""

    bills: Mapping[str, Bill]
    lines: list[Line] = field(default_factory=list)
    sent: dict[str, dt.datetime] = field(default_factory=dict)
    ours: dt.datetime | None = None
    replies: list[float] = field(default_factory=list)
    payments: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    visits: list[dt.datetime] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    heard_at: dt.datetime | None = None
    promises: dict[str, Promised] = field(default_factory=dict)

    def add(self, fact: Fact, signal: str, why: str) -> None:
        self.lines.append(Line(fact.at, signal, s.SIGNALS[signal].points, why, fact.id))

    def heard(self, at: dt.datetime) -> None:
        """Something was heard of the client: a silence that was longer than usual ends, and counts."""
        if self.heard_at:
            if line := silence_line(self, at):
                self.lines.append(line)
            gap = (at - self.heard_at).total_seconds() / DAY
            if gap >= 0.5:
                self.gaps.append(gap)
        self.heard_at = at


def silence_line(story: Story, now: dt.datetime) -> Line | None:
    """Return the withdrawal for a silence up to `now`, dated on the day on which it became unusual; None where it did not."""
    habit = usual(story.gaps)
    if habit is None:
        return None
    at = story.heard_at + dt.timedelta(days=max(2 * habit, habit + 7))
    if at > now:
        return None
    silent = (now - story.heard_at).total_seconds() / DAY
    why = f"Nothing was heard of them for {days_words(silent)}; {days_words(habit)} is usual for them"
    return Line(at, s.QUIET, s.SIGNALS[s.QUIET].points, why)


def promise_in(fact: Fact) -> Promised:
    """Return the promise that an event tells of."""
    due = fact.data.get("due") or ""
    return Promised(fact.data.get("side") == "ours", dt.date.fromisoformat(due) if due else None, str(fact.data.get("text", "")))


def past_its_day(story: Story, promise: Promised, now: dt.datetime) -> None:
    """One withdrawal where a promise was still open on the day after its own."""
    if promise.due is None or promise.due >= now.date():
        return
    at = dt.datetime.combine(promise.due + dt.timedelta(days=1), dt.time(0), dt.UTC)
    signal = s.BROKE if promise.ours else s.THEY_BROKE
    why = f"{'Your' if promise.ours else 'Their'} promise passed its day: {promise.text}"
    story.lines.append(Line(at, signal, s.SIGNALS[signal].points, why))


READERS: dict[str, Callable[[Story, Fact], None]] = {}


def reads(*slugs: str) -> Callable:
    """Register a function as the reader of events of these kinds."""

    def register(read: Callable[[Story, Fact], None]) -> Callable[[Story, Fact], None]:
        for slug in slugs:
            READERS[slug] = read
        return read

    return register
