"""Who waits on whom, and until when: plain Python, from what happened and a calendar of working time."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from clientkeep.workspace.hours.rules import Calendar

UNITS = {"hours": "working hours", "days": "business days", "none": "no promise"}
# What ended a wait and is an answer; the others ended it without one.
ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Pledge:
    """How fast an answer is promised: so many working hours, or so many business days (0: the same day)."""

    amount: int
    unit: str

    def __str__(self) -> str:
        if self.unit == "none":
            return "no promise"
        if self.unit == "days" and self.amount == 0:
            return "the same day"
        noun = UNITS[self.unit] if self.amount != 1 else UNITS[self.unit].removesuffix("s")
        return f"within {'one' if self.amount == 1 else self.amount} {noun}"


@dataclass(frozen=True, slots=True)
class Warned:
    """When to warn: after a part of the working time in percent, or some working minutes before it is over."""

    percent: int = 75
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened between a firm and its client.

    `kind`: in (they wrote), out (we wrote), talk (a call or meeting), settled (needs no answer), on_them, on_us.
    `who` is the id of the member who did it, where one did.
    """

    kind: str
    at: dt.datetime
    key: Any
    by: str = ""
    who: Any = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One side waits on the other from `since` until `until` (None: still)."""

    key: Any
    side: str
    since: dt.datetime
    until: dt.datetime | None = None
    how: str = ""
    by: str = ""
    who: Any = None


def turns(facts: Iterable[Fact]) -> list[Turn]:
    """Return the turns of one conversation, whatever the order in which its facts became known.

    The clock runs from the first of several messages in a row; an answer ends it; what comes after begins anew.
    """
    done: list[Turn] = []
    waiting: dict[str, Turn] = {}

    def begin(side: str, fact: Fact) -> None:
        waiting.setdefault(side, Turn(fact.key, side, fact.at))

    def end(side: str, fact: Fact, how: str) -> None:
        if turn := waiting.pop(side, None):
            done.append(replace(turn, until=fact.at, how=how, by=fact.by, who=fact.who))

    for fact in sorted(facts, key=lambda fact: (fact.at, fact.kind != "in", str(fact.key))):
        match fact.kind:
            case "in":
                end("them", fact, ANSWERED)
                begin("us", fact)
            case "out":
                end("us", fact, ANSWERED)
                begin("them", fact)
            case "talk":
                end("us", fact, ANSWERED)
                end("them", fact, ANSWERED)
            case "settled":
                end("us", fact, "settled")
                end("them", fact, "settled")
            case "on_them":
                end("us", fact, "handed")
                begin("them", fact)
            case "on_us":
                end("them", fact, "handed")
                begin("us", fact)
    return sorted([*done, *waiting.values()], key=lambda turn: (turn.since, turn.side))


def due_at(pledge: Pledge, calendar: Calendar, since: dt.datetime) -> dt.datetime | None:
    """Return when an answer is due; None where nothing is promised, or nobody works for years."""
    if pledge.unit == "none":
        return None
    if pledge.unit == "hours":
        return calendar.add_working(since, dt.timedelta(hours=pledge.amount))
    return calendar.end_of_business_day(since, pledge.amount)


def warn_at(warned: Warned, calendar: Calendar, since: dt.datetime, due: dt.datetime) -> dt.datetime:
    """Return when to warn of a moment that is due: never before the wait began, never after it is due."""
    if warned.minutes:
        early = calendar.working_before(due, since, dt.timedelta(minutes=warned.minutes))
    else:
        part = dt.timedelta(seconds=calendar.working_seconds(since, due)) * warned.percent / 100
        early = calendar.add_working(since, part)
    return min(max(early or since, since), due)


def in_words(moment: dt.datetime, now: dt.datetime, zone: str) -> str:
    """Write a moment as the clock of a zone shows it: "11:00" today, else "Mon 9 Mar, 11:00"."""
    here, today = moment.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    time = f"{here.hour}:{here.minute:02}"
    if here.date() == today:
        return time
    year = f" {here.year}" if here.year != today.year else ""
    return f"{here:%a} {here.day} {here:%b}{year}, {time}"


def worked_words(seconds: int) -> str:
    """Write working time: "45 min", "3 h 05 min"."""
    minutes = seconds // 60
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60:,} h {minutes % 60:02} min"
