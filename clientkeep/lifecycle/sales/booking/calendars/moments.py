"""The times of an iCalendar file: days, times in UTC, in a named zone, and without one."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache
from zoneinfo import ZoneInfo

from .lines import Line

_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)", re.ASCII)
_DURATION = re.compile(r"([+-]?)P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time on a wall clock (`local`, naive) of a zone; `is_day` for a whole day, which begins at its midnight."""

    local: dt.datetime
    zone: ZoneInfo
    is_day: bool = False

    @property
    def instant(self) -> dt.datetime:
        """In UTC. A time that the clock skips is the one as much later, as calendars take it."""
        return self.local.replace(tzinfo=self.zone).astimezone(dt.UTC)

    def later(self, by: dt.timedelta) -> "Moment":
        return replace(self, local=self.local + by)

    def at(self, local: dt.datetime) -> "Moment":
        return replace(self, local=local)


def moment_of(line: Line, home: ZoneInfo, value: str | None = None) -> Moment:
    """Read a time. Raises ValueError for what is none, or in a zone that nobody knows."""
    text = (line.value if value is None else value).strip()
    if found := _TIME.fullmatch(text):
        zone = ZoneInfo("UTC") if found[7] else named_zone(line.parameters.get("TZID", ""), home)
        year, month, day, hour, minute, second = (int(found[at]) for at in range(1, 7))
        return Moment(dt.datetime(year, month, day, hour, minute, min(second, 59)), zone)
    if found := _DAY.fullmatch(text):
        return Moment(dt.datetime(int(found[1]), int(found[2]), int(found[3])), home, is_day=True)
    raise ValueError("no time")


def duration_of(text: str) -> dt.timedelta:
    """Read a duration such as PT1H30M. Raises ValueError for what is none."""
    found = _DURATION.fullmatch(text.strip())
    if not found:
        raise ValueError("no duration")
    weeks, days, hours, minutes, seconds = (int(found[at] or 0) for at in range(2, 7))
    length = dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length


def named_zone(name: str, home: ZoneInfo) -> ZoneInfo:
    """Return the zone of a TZID: an IANA name, also behind a prefix, or a name of Windows. Raises ValueError for others."""
    if not name:
        return home
    found = _zone(name)
    if found is None:
        raise ValueError("unknown zone")
    return found


@cache
def _windows() -> dict[str, str]:
    from babel.core import get_global

    return dict(get_global("windows_zone_mapping"))


def _zone(name: str) -> ZoneInfo | None:
    parts = name.strip("/").split("/")
    for text in (name, _windows().get(name, ""), *("/".join(parts[at:]) for at in range(1, len(parts)))):
        if text:
            try:
                return ZoneInfo(text)
            except (ValueError, OSError, KeyError):
                continue
    return None
