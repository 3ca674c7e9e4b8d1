"""Shift: whose blocks count on which local days, and the working instants that come of it.

Instants are whole microseconds since 1970 in UTC. A wall-clock block is laid over each stretch of constant offset
by itself: an hour that the clock skips is not worked, and an hour that it repeats is worked twice.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from .week import Blocks

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
TICK = dt.timedelta(microseconds=1)
MINUTE = 60_000_000
DAY = 24 * 60 * MINUTE

Interval = tuple[int, int]


@dataclass(frozen=True)
class Shift:
    """The blocks of each local date in a zone (an IANA name)."""

    zone: str
    blocks_on: Callable[[dt.date], Blocks]


def instant(moment: dt.datetime) -> int:
    """Return an aware moment as microseconds since 1970."""
    return (moment - EPOCH) // TICK


def moment_of(at: int) -> dt.datetime:
    """Return the moment in UTC."""
    return EPOCH + at * TICK


def midnight(day: dt.date, zone: ZoneInfo) -> int:
    """Return the instant at which a local date begins, also where the clock skips or repeats midnight."""
    return instant(dt.datetime(day.year, day.month, day.day, tzinfo=zone))


def worked(shift: Shift, start: int, end: int) -> Iterator[Interval]:
    """Yield the working intervals of a shift between two instants, in order, not merged."""
    for first, last, offset in _stretches(ZoneInfo(shift.zone), start, end):
        day = (first + offset) // DAY
        while day * DAY - offset < last:
            for begins, ends in shift.blocks_on(_date(day)):
                one = max(first, day * DAY + begins * MINUTE - offset)
                other = min(last, day * DAY + ends * MINUTE - offset)
                if one < other:
                    yield one, other
            day += 1


def merged(intervals: list[Interval]) -> list[Interval]:
    """Return the intervals in order, those that touch or overlap as one."""
    found: list[Interval] = []
    for start, end in sorted(intervals):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _stretches(zone: ZoneInfo, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield (from, until, offset) for each stretch of constant offset. A zone changes at most once in a day."""
    since, offset = start, _offset(zone, start)
    at = start
    while at < end:
        after = min(at + DAY, end)
        if (new := _offset(zone, after)) != offset:
            change = _change(zone, at, after, offset)
            yield since, change, offset
            since, offset = change, new
        at = after
    if since < end:
        yield since, end, offset


def _change(zone: ZoneInfo, low: int, high: int, offset: int) -> int:
    """Return the first instant that has another offset; changes happen at whole seconds."""
    while high - low > 1_000_000:
        middle = (low + high) // 2_000_000 * 1_000_000
        if middle <= low:
            break
        low, high = (middle, high) if _offset(zone, middle) == offset else (low, middle)
    return high


def _offset(zone: ZoneInfo, at: int) -> int:
    return moment_of(at).astimezone(zone).utcoffset() // TICK


def _date(day: int) -> dt.date:
    return dt.date.fromordinal(day + 719_163)
