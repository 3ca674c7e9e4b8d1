"""A month of days with their free times, in the zone of who looks."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import QueryDict

from clientkeep.foundation.ui.days import write_day
from clientkeep.workspace.hours.rules.hours import midnight, moment_of

from ..offering import Offer
from ..times import day_in, write_offset, write_time
from ..zones import is_zone, zone_options

_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the month; `url` where something is free on it."""

    day: dt.date
    free: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Time:
    """A free time, in words and as an address."""

    words: str
    url: str
    value: str


class Month:
    """One month of an offer. `asked` is the page's query: month, day, zone; what cannot be read is as if not said."""

    def __init__(self, offer: Offer, asked: QueryDict, path: str, form_path: str) -> None:
        self.offer, self.path, self.form_path = offer, path, form_path
        self.zone = asked["zone"] if is_zone(asked.get("zone", "")) else offer.kind.workspace.time_zone
        self.today = day_in(offer.now, self.zone)
        self.first_day, self.last_day = day_in(offer.first, self.zone), day_in(offer.last - dt.timedelta(seconds=1), self.zone)
        wished = _date(_DAY, asked.get("day", ""))
        self.month = self._within(wished or _date(_MONTH, asked.get("month", "")) or self.first_day)
        self.by_day = self._by_day()
        self.day = wished if wished in self.by_day else next(iter(self.by_day), None)

    def context(self) -> dict[str, Any]:
        before, after = self.month - dt.timedelta(days=1), self.month + dt.timedelta(days=32)
        return {
            "month_words": f"{calendar.month_name[self.month.month]} {self.month.year}", "weeks": self._weeks(), "zone": self.zone,
            "zone_options": zone_options(self.zone), "zone_offset": write_offset(self.offer.now, self.zone),
            "before_url": self._url(month=f"{before:%Y-%m}") if before >= self.first_day.replace(day=1) else "",
            "after_url": self._url(month=f"{after:%Y-%m}") if after.replace(day=1) <= self.last_day else "",
            "day": self.day, "day_words": write_day(self.day, self.today) if self.day else "", "times": self._times(),
            "path": self.path, "month_value": f"{self.month:%Y-%m}",
        }  # fmt: skip

    def _by_day(self) -> dict[dt.date, list[dt.datetime]]:
        zone, after = ZoneInfo(self.zone), (self.month + dt.timedelta(days=32)).replace(day=1)
        found: dict[dt.date, list[dt.datetime]] = {}
        for start in self.offer.starts(moment_of(midnight(self.month, zone)), moment_of(midnight(after, zone))):
            found.setdefault(day_in(start, self.zone), []).append(start)
        return found

    def _weeks(self) -> list[list[Cell | None]]:
        return [
            [self._cell(self.month.replace(day=day)) if day else None for day in week]
            for week in calendar.Calendar().monthdayscalendar(self.month.year, self.month.month)
        ]

    def _cell(self, day: dt.date) -> Cell:
        free = len(self.by_day.get(day, ()))
        return Cell(day, free, self._url(day=day.isoformat()) + "#times" if free else "", day == self.day)

    def _times(self) -> list[Time]:
        return [
            Time(write_time(each, self.zone), f"{self.form_path}?{urlencode({'start': value, 'zone': self.zone})}", value)
            for each in self.by_day.get(self.day, ()) if (value := f"{each:%Y-%m-%dT%H:%MZ}")
        ]  # fmt: skip

    def _within(self, day: dt.date) -> dt.date:
        return max(self.first_day, min(day, self.last_day)).replace(day=1)

    def _url(self, **more: str) -> str:
        return f"{self.path}?{urlencode({**more, 'zone': self.zone})}"


def read_start(text: str) -> dt.datetime | None:
    """Read a beginning as our own links write it; None for anything else, and for a time of another century."""
    found = re.fullmatch(r"(20\d\d-\d\d-\d\dT\d\d:\d\d)Z", text, re.ASCII)
    try:
        return dt.datetime.fromisoformat(found[1]).replace(tzinfo=dt.UTC) if found else None
    except ValueError:
        return None


def _date(pattern: re.Pattern, text: str) -> dt.date | None:
    found = pattern.fullmatch(text)
    try:
        parts = [int(part) for part in found.groups()] if found else []
        return dt.date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1) if parts else None
    except ValueError:
        return None
