"""When somebody is busy, by their calendar: single events, whole days, repeated ones with exceptions and moved dates."""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from . import repeating
from .lines import Component, UnreadableCalendar, components
from .moments import Moment, duration_of, moment_of

MOST_BUSY = 20_000
SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Busy:
    """What came of reading: the busy times in UTC, merged, in order; and how many events could not be understood."""

    times: list[tuple[dt.datetime, dt.datetime]]
    unread: int


@dataclass(slots=True)
class _Event:
    """An event's own beginning and length, and what repeats it."""

    uid: str
    starts: Moment
    length: dt.timedelta
    component: Component
    moved: Moment | None


def read_busy(
    text: str, zone: str, since: dt.datetime, until: dt.datetime, ticking: Callable[[], float] = time.monotonic
) -> Busy:
    """Read when its owner is busy between two moments. `zone` is theirs: whole days and times without a zone are in it.

    Free and cancelled events are passed over; an event that cannot be understood is counted and the rest is read.
    Raises UnreadableCalendar for what is no calendar, and for one that takes too long or holds too much.
    """
    ends_at, home = ticking() + SECONDS, ZoneInfo(zone)
    events, unread = _events(text, home)
    replaced = {(each.uid, each.moved.instant) for each in events if each.moved}
    found: list[tuple[dt.datetime, dt.datetime]] = []
    for each in events:
        if ticking() > ends_at:
            raise UnreadableCalendar("The calendar takes too long to be read.")
        try:
            times = list(_times(each, replaced, since, until))
        except (ValueError, OverflowError, TypeError, ArithmeticError):
            unread += 1
            continue
        found += times
        if len(found) > MOST_BUSY:
            raise UnreadableCalendar("The calendar holds too much to be read.")
    return Busy(_merged(found), unread)


def _events(text: str, home: ZoneInfo) -> tuple[list[_Event], int]:
    events, unread = [], 0
    for component in components(text):
        if component.name != "VEVENT" or not _keeps_busy(component):
            continue
        try:
            events.append(_event(component, home))
        except (ValueError, OverflowError, TypeError):
            unread += 1
    return events, unread


def _keeps_busy(component: Component) -> bool:
    """A moved date that is free or cancelled still takes the place of the one that was to be."""
    if component.first("RECURRENCE-ID"):
        return True
    return not _is_free(component)


def _is_free(component: Component) -> bool:
    said = {name: (line.value.strip().upper() if (line := component.first(name)) else "") for name in ("STATUS", "TRANSP")}
    return said["STATUS"] == "CANCELLED" or said["TRANSP"] == "TRANSPARENT"


def _event(component: Component, home: ZoneInfo) -> _Event:
    start = component.first("DTSTART")
    if start is None:
        raise ValueError("no beginning")
    starts = moment_of(start, home)
    moved, uid = component.first("RECURRENCE-ID"), component.first("UID")
    return _Event(
        uid.value if uid else "", starts, _length(component, starts, home), component, moment_of(moved, home) if moved else None
    )


def _length(component: Component, starts: Moment, home: ZoneInfo) -> dt.timedelta:
    """By DTEND or DURATION; else a whole day, or nothing for a moment."""
    if end := component.first("DTEND"):
        ends = moment_of(end, home)
        return max(ends.local - starts.local if starts.is_day else ends.instant - starts.instant, dt.timedelta())
    if line := component.first("DURATION"):
        return max(duration_of(line.value), dt.timedelta())
    return dt.timedelta(days=1) if starts.is_day else dt.timedelta()


def _times(
    event: _Event, replaced: set[tuple[str, dt.datetime]], since: dt.datetime, until: dt.datetime
) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    if event.moved and _is_free(event.component):
        return
    for starts in repeating.beginnings(event.component, event.starts, since - event.length, until):
        if not event.moved and (event.uid, starts.instant) in replaced:
            continue
        # A day is a day of the wall clock; an hour is an hour, also where the clock is put forward meanwhile.
        ends = starts.later(event.length).instant if event.starts.is_day else starts.instant + event.length
        if starts.instant < ends and starts.instant < until and ends > since:
            yield starts.instant, ends


def _merged(times: list[tuple[dt.datetime, dt.datetime]]) -> list[tuple[dt.datetime, dt.datetime]]:
    found: list[tuple[dt.datetime, dt.datetime]] = []
    for start, end in sorted(times):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
