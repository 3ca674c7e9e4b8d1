"""Repeated events: the rule, dates added and dates left out. The wall clock of the event's zone counts, through its changes."""

import datetime as dt
from collections.abc import Iterator

from dateutil.rrule import rrulestr

from .lines import Component
from .moments import Moment, moment_of

MOST_EACH = 2_000
# A rule within the day would be thousands of times for one line; no calendar of a person has one that matters here.
_WITHIN_A_DAY = ("SECONDLY", "MINUTELY", "HOURLY")
_KNOWN = {"FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS", "WKST"}


def beginnings(component: Component, starts: Moment, since: dt.datetime, until: dt.datetime) -> Iterator[Moment]:
    """Yield each beginning between two moments. Raises ValueError for a rule that cannot be read, or that never ends."""
    left_out = {each.instant for each in _dates(component, "EXDATE", starts)}
    for each in _all(component, starts, since, until):
        if each.instant not in left_out:
            yield each


def _all(component: Component, starts: Moment, since: dt.datetime, until: dt.datetime) -> Iterator[Moment]:
    added = _dates(component, "RDATE", starts)
    rule = component.first("RRULE")
    if rule is None or component.first("RECURRENCE-ID"):
        yield from {each.instant: each for each in (starts, *added)}.values()
        return
    # A day more on each side: wall clocks are up to fourteen hours away from UTC.
    first = since.replace(tzinfo=None) - dt.timedelta(days=1)
    last = until.replace(tzinfo=None) + dt.timedelta(days=1)
    wanted = _rule(rule.value, starts, last)
    seen = set()
    for found, local in enumerate(wanted):
        if found > 200_000 or len(seen) > MOST_EACH:
            raise ValueError("never ends")
        if local > last:
            break
        if local >= first:
            each = starts.at(local)
            seen.add(each.instant)
            yield each
    yield from (each for each in added if each.instant not in seen)


def _rule(text: str, starts: Moment, last: dt.datetime):
    parts = dict(part.split("=", 1) for part in text.strip().upper().split(";") if part)
    if parts.keys() - _KNOWN or parts.get("FREQ", "") in ("", *_WITHIN_A_DAY):
        raise ValueError("a rule that is not read")
    ends = _until(parts.pop("UNTIL", ""), starts)
    _must_be_possible(parts)
    kept = ";".join(f"{name}={value}" for name, value in parts.items())
    if "COUNT" not in parts:
        kept += f";UNTIL={min(ends or last, last):%Y%m%dT%H%M%S}"
    return rrulestr(kept, dtstart=starts.local)


def _until(text: str, starts: Moment) -> dt.datetime | None:
    """The last wall-clock time of the rule; UTC is how it is written where the event has a zone."""
    if not text:
        return None
    if len(text) == 8:
        return dt.datetime.strptime(text, "%Y%m%d").replace(hour=23, minute=59, second=59)
    moment = dt.datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S")
    return moment.replace(tzinfo=dt.UTC).astimezone(starts.zone).replace(tzinfo=None) if text.endswith("Z") else moment


def _must_be_possible(parts: dict[str, str]) -> None:
    """A rule that meets no day at all, such as every 30 February, would be looked for until the year 9999."""
    days = [abs(int(day)) for day in parts.get("BYMONTHDAY", "").split(",") if day]
    months = [int(month) for month in parts.get("BYMONTH", "").split(",") if month]
    longest = max((29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31 for month in months), default=31)
    if days and min(days) > longest:
        raise ValueError("no such day")
    if int(parts.get("INTERVAL", "1")) not in range(1, 1_001) or int(parts.get("COUNT", "1")) not in range(1, 100_001):
        raise ValueError("out of bounds")
    if sum(name in parts for name in ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")) > 2:
        raise ValueError("a rule that is not read")


def _dates(component: Component, name: str, starts: Moment) -> list[Moment]:
    """The dates of all EXDATE or RDATE lines; a day stands for the event's own time on it."""
    found = []
    for line in component.all(name):
        for value in line.value.split(",")[:MOST_EACH]:
            each = moment_of(line, starts.zone, value.split("/")[0])
            found.append(starts.at(dt.datetime.combine(each.local.date(), starts.local.time())) if each.is_day else each)
    return found
