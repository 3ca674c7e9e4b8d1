"""Counting working days."""

import datetime as dt
from collections.abc import Collection
from typing import Protocol
from zoneinfo import ZoneInfo

# How many days are looked at before a firm that never works is taken to work on any.
_LOOKED_AT = 400


class WorkingDays(Protocol):
    """What is asked of a firm's calendar."""

    zone: ZoneInfo

    def next_working(self, moment: dt.datetime) -> dt.datetime | None: ...


def working_day(calendar: WorkingDays, after: dt.date, days: int, weekdays: Collection[int] = range(7)) -> dt.date:
    """Return the `days`-th day after a date on which the firm works; of 0 the date itself, or the next such day.

    `weekdays` (Monday is 0) narrows it to days on which others work too. A firm that works on no day at all is taken to
    work on every weekday.
    """
    day, left = after + dt.timedelta(days=min(days, 1)), max(days, 1)
    for _ in range(_LOOKED_AT):
        if day.weekday() in weekdays and _is_worked(calendar, day):
            left -= 1
            if left == 0:
                return day
        day += dt.timedelta(days=1)
    day = after + dt.timedelta(days=days)
    return day + dt.timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])


def _is_worked(calendar: WorkingDays, day: dt.date) -> bool:
    begins = calendar.next_working(dt.datetime.combine(day, dt.time(0), tzinfo=calendar.zone))
    return begins is not None and begins.astimezone(calendar.zone).date() == day
