"""What an update says, and when one is due. Plain Python: facts and moments come from outside."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from clientkeep.relationship.conversations.recaps.rules import day_words

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NOTHING_NEW = "There is nothing new since then."


@dataclass(frozen=True, slots=True)
class Span:
    """What an update covers: after `since`, until `until` (both UTC); `today` and `since_day` in the firm's zone."""

    since: dt.datetime
    until: dt.datetime
    since_day: dt.date
    today: dt.date


@dataclass(frozen=True, slots=True)
class Fact:
    """One line for the client. `is_new`: it came, or changed, since the last update."""

    words: str
    is_new: bool = True


@dataclass(frozen=True)
class Facts:
    """All that one update tells, by section."""

    done: Sequence[Fact] = ()
    late: Sequence[Fact] = ()
    next: Sequence[Fact] = ()
    needed: Sequence[Fact] = ()
    money: Sequence[Fact] = ()

    @property
    def has_news(self) -> bool:
        """Whether anything came or changed since the last update: what only stands still is no news."""
        return any(fact.is_new for part in (self.done, self.late, self.next, self.needed, self.money) for fact in part)


@dataclass(frozen=True, slots=True)
class Weekly:
    """When a client's update is drafted: `weekday` 0 is Monday, `hour` on the clock of the firm's zone.

    No occurrence before `begins_at` counts: what was chosen today is not made up for the past.
    """

    weekday: int
    hour: int
    begins_at: dt.datetime


def letter(facts: Facts, span: Span, sender: str, firm: str) -> str:
    """Return the text of an update. Sections without facts are left out."""
    parts = [f"This is where we stand on {day_words(span.today)}."]
    parts += [] if facts.has_news else [NOTHING_NEW]
    parts += _section(f"Done since {day_words(span.since_day)}", facts.done)
    parts += _section("Later than we promised", facts.late)
    parts += _section("What comes next", facts.next)
    parts += _section("What we need from you", facts.needed)
    parts += _section("Invoices", facts.money)
    return "\n\n".join([*parts, "\n".join(filter(None, ("If anything looks different from your side, answer this mail.\n", sender, firm)))])


def subject(firm: str, day: dt.date) -> str:
    return f"{firm}: where we stand on {day_words(day)}"[:200]


def promised(what: str, due: dt.date | None) -> str:
    """An open promise of ours."""
    return f"{what}, by {day_words(due)}" if due else f"{what} (no day agreed yet)"


def asked(who: str, what: str, due: dt.date | None, today: dt.date) -> str:
    """An open promise of theirs, by name where one is known; a day that has passed is said, without reproach."""
    said = f"{who}: {what}" if who else what
    if due is None:
        return said
    return f"{said}, {'which we expected by' if due < today else 'by'} {day_words(due)}"


def late(what: str, first: dt.date, due: dt.date, today: dt.date) -> str:
    """A promise of ours that is late: with its new day, or honestly without one."""
    if due < today:
        return f"{what}: promised for {day_words(due)}. It is late, and it has no new day yet"
    return f"{what}: by {day_words(due)}, not by {day_words(first)} as first promised"


def latest_slot(weekly: Weekly, now: dt.datetime, zone: str) -> dt.datetime | None:
    """Return the last moment (UTC) at which an update was due; None where that was before it was chosen.

    An hour that the clock skips is the first moment after it; one that it repeats is its first.
    """
    here = now.astimezone(ZoneInfo(zone))
    day = here.date() - dt.timedelta(days=(here.weekday() - weekly.weekday) % 7)
    slot = _moment(day, weekly.hour, zone)
    if slot > now:
        slot = _moment(day - dt.timedelta(days=7), weekly.hour, zone)
    return slot if slot >= weekly.begins_at else None


def rhythm_words(weekday: int, hour: int) -> str:
    """Say it: "on Fridays at 15:00"."""
    return f"on {WEEKDAYS[weekday]}s at {hour}:00"


def _moment(day: dt.date, hour: int, zone: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), ZoneInfo(zone)).astimezone(dt.UTC)


def _section(title: str, facts: Iterable[Fact]) -> list[str]:
    lines = [f"- {fact.words}" for fact in facts]
    return ["\n".join([f"{title}:", *lines])] if lines else []
