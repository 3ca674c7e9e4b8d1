"""On which days a schedule falls. Plain Python, no clock.

Each day is counted from the first one, never from the one before: 31 January, 28 February, 31 March, 30 April.
"""

import calendar
import datetime as dt

DAYS = {"day": 1, "week": 7}
MONTHS = {"month": 1, "year": 12}


def day_of(starts: dt.date, every: int, unit: str, index: int) -> dt.date:
    """Return the day of the period `index` (0 is the first). KeyError for an unknown unit."""
    if unit in DAYS:
        return starts + dt.timedelta(days=DAYS[unit] * every * index)
    months = starts.month - 1 + MONTHS[unit] * every * index
    year, month = starts.year + months // 12, months % 12 + 1
    return dt.date(year, month, min(starts.day, calendar.monthrange(year, month)[1]))


def exists(starts: dt.date, every: int, unit: str, ends: dt.date | None, count: int | None, index: int) -> bool:
    """Tell whether the series has a period `index`: neither past its count nor past its last day."""
    if count is not None and index >= count:
        return False
    return ends is None or day_of(starts, every, unit, index) <= ends


def due_indexes(
    starts: dt.date, every: int, unit: str, ends: dt.date | None, count: int | None, after: int, today: dt.date
) -> list[int]:
    """Return the periods after `after` whose day has come."""
    found, index = [], after + 1
    while exists(starts, every, unit, ends, count, index) and day_of(starts, every, unit, index) <= today:
        found.append(index)
        index += 1
    return found
