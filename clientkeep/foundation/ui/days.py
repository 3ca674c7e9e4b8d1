"""Days and distances in words, as the pages write them: "Tue 3 Mar", "in 4 days", "9 days late"."""

import datetime as dt
from zoneinfo import ZoneInfo

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def local_date(moment: dt.date | dt.datetime, zone: str) -> dt.date:
    """Return the business date of an instant in `zone`; a plain date is its own."""
    if isinstance(moment, dt.datetime):
        return moment.astimezone(ZoneInfo(zone)).date() if moment.tzinfo else moment.date()
    return moment


def write_day(day: dt.date, today: dt.date) -> str:
    """Write "Tue 3 Mar", with the year when it is another year than today's."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{year}"


def write_exact(moment: dt.date | dt.datetime, zone: str) -> str:
    """Write the whole truth for a hover: "Tue 3 Mar 2026, 14:05 Europe/Berlin"."""
    day = local_date(moment, zone)
    words = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
    if not isinstance(moment, dt.datetime):
        return words
    local = moment.astimezone(ZoneInfo(zone)) if moment.tzinfo else moment
    return f"{words}, {local:%H:%M} {zone}"


def write_hour(moment: dt.datetime, zone: str) -> str:
    """Write the hour of an instant in `zone`: "9:05"."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local.hour}:{local.minute:02}"


def write_distance(day: dt.date, today: dt.date, *, due: bool = False) -> str:
    """Write how far away a day is. With `due`, a past day is "9 days late" instead of "9 days ago"."""
    gap = (day - today).days
    if gap == 0:
        return "today"
    if gap == 1:
        return "tomorrow"
    if gap == -1 and not due:
        return "yesterday"
    size = _size(abs(gap), exact=due)
    return f"in {size}" if gap > 0 else f"{size} late" if due else f"{size} ago"


def _size(days: int, *, exact: bool) -> str:
    if days < 60 or (exact and days < 100):
        return "1 day" if days == 1 else f"{days} days"
    if days < 730:
        return f"{round(days / 30.44)} months"
    return f"{round(days / 365.25)} years"
