"""Quiet hours and digest windows: times of day on the wall of a zone, over both changes of the clock.

A time that the spring skips is the same distance after midnight, so 2:30 is read as 3:30. A time that the autumn has
twice begins something at its first, and ends quiet hours at its second.
"""

import datetime as dt
import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from clientkeep.foundation.errors import Invalid

MOST_WINDOWS = 6
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})|([0-9]{1,2})")
_DAY = dt.timedelta(days=1)


def quiet_end(now: dt.datetime, zone: str, since: int | None, until: int | None) -> dt.datetime | None:
    """Return when the quiet hours that hold now end (UTC), or None where none hold.

    `since` and `until` are minutes after midnight on the wall; where `until` is not later, they run into the next day.
    """
    if since is None or until is None or since == until:
        return None
    today = now.astimezone(ZoneInfo(zone)).date()
    for day in (today - _DAY, today):
        begins = _instant(day, since, zone, 0)
        ends = _instant(day if until > since else day + _DAY, until, zone, 1)
        if begins <= now < ends:
            return ends
    return None


def next_window(now: dt.datetime, zone: str, windows: Sequence[int]) -> dt.datetime:
    """Return the first window (UTC) after a moment; windows are minutes after midnight on the wall. ValueError without any."""
    today = now.astimezone(ZoneInfo(zone)).date()
    at = [_instant(today + _DAY * ahead, minute, zone, 0) for ahead in (-1, 0, 1, 2) for minute in windows]
    return min(moment for moment in at if moment > now)


def parse_time(text: str, field: str) -> int | None:
    """Read "9:00", "9.30" or "17" as minutes after midnight; None for nothing. Raises Invalid with the field."""
    text = text.strip()
    if not text:
        return None
    found = _TIME.fullmatch(text)
    hours, minutes = (int(found[1] or found[3]), int(found[2] or 0)) if found else (99, 0)
    if hours > 23 or minutes > 59:
        raise Invalid("Write a time of day such as 9:00 or 16:30.", field)
    return hours * 60 + minutes


def parse_windows(text: str, field: str) -> list[int]:
    """Read "9:00, 16:00". Raises Invalid with the field for none, for what is no time, and for more than six."""
    times = {parse_time(part, field) for part in text.split(",") if part.strip()}
    if not times or len(times) > MOST_WINDOWS:
        raise Invalid("Write one to six times of day, such as 9:00, 16:00.", field)
    return sorted(times)


def write_time(minutes: int | None) -> str:
    """Write minutes after midnight as "9:00"; nothing for None."""
    return "" if minutes is None else f"{minutes // 60}:{minutes % 60:02}"


def _instant(day: dt.date, minute: int, zone: str, fold: int) -> dt.datetime:
    wall = dt.datetime.combine(day, dt.time(minute // 60, minute % 60), ZoneInfo(zone))
    if fold and wall.replace(fold=1).utcoffset() < wall.utcoffset():  # it comes twice: the later one
        wall = wall.replace(fold=1)
    return wall.astimezone(dt.UTC)
