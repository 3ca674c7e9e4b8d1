"""How often somebody is to hear from the firm, and on which day next. Plain Python: no database, no clock."""

import datetime as dt
import re
from calendar import monthrange

UNITS = [("day", "days"), ("week", "weeks"), ("month", "months")]
MOST = {"day": 365, "week": 104, "month": 36}
CHANNELS = [("", "Any channel"), ("call", "Call"), ("meeting", "Meeting"), ("mail", "Mail"), ("message", "Message")]
_LETTERS = {"day": "D", "week": "W", "month": "M"}
_UNITS = {letter: unit for unit, letter in _LETTERS.items()}
_PERIOD = re.compile(r"P([1-9][0-9]{0,2})([DWM])", re.ASCII)


def write_period(count: int, unit: str) -> str:
    """Return the period as ISO 8601 writes it: 2 weeks are "P2W"."""
    return f"P{count}{_LETTERS[unit]}"


def read_period(text: str) -> tuple[int, str]:
    """Return the count and the unit of a period. Raises ValueError for what is none."""
    found = _PERIOD.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no period")
    return int(found[1]), _UNITS[found[2]]


def in_words(period: str) -> str:
    """Return "every day", "every 2 weeks"."""
    count, unit = read_period(period)
    return f"every {unit}" if count == 1 else f"every {count} {unit}s"


def after(day: dt.date, period: str) -> dt.date:
    """Return the day one period later. A month after the 31st is the last day of a shorter month."""
    count, unit = read_period(period)
    if unit != "month":
        return day + dt.timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_on(starts: dt.date, last: dt.date | None, skipped: dt.date | None, moved: dt.date | None, period: str) -> dt.date:
    """Return the day of the next contact, before it is laid on a working day.

    A day that a person chose holds until somebody was heard from. Else it is one period after the last contact or the
    day that was skipped, never before the line was written; with neither, one period after it was written.
    """
    if moved:
        return moved
    known = [day for day in (last, skipped) if day]
    return max(starts, after(max(known), period)) if known else after(starts, period)


# By the field of the grid of power and interest: by what, how often, what for.
SUGGESTED = {
    "manage": ("call", "P1W", "Decide together what comes next"),
    "satisfy": ("mail", "P1M", "Results in short, and no surprises"),
    "inform": ("mail", "P2W", "What was done and what comes next"),
    "monitor": ("mail", "P3M", "Keep in touch"),
}
