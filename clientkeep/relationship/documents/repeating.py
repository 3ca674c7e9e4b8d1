"""How often a document comes again: the schedule kept with it, in words and back. Plain Python."""

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from clientkeep.foundation.errors import Invalid

UNITS = ("day", "week", "month", "year")
MOST_TIMES = 600
_ADVERBS = {
    "daily": (1, "day"),
    "weekly": (1, "week"),
    "fortnightly": (2, "week"),
    "biweekly": (2, "week"),
    "monthly": (1, "month"),
    "quarterly": (3, "month"),
    "yearly": (1, "year"),
    "annually": (1, "year"),
}
_MONTHS = [name.lower() for name in calendar.month_name]
_EVERY = re.compile(r"^(?:every|each)\s+(?:(\d{1,3}|other|second|two|three|four|six)\s+)?(day|week|month|quarter|year)s?$")
_WORDS = {"other": 2, "second": 2, "two": 2, "three": 3, "four": 4, "six": 6, None: 1}
_FOR = re.compile(r"\s+for\s+(\d{1,3})\s+(time|day|week|month|quarter|year)s?$")
_TIMES = re.compile(r"[,\s]+(\d{1,3})\s+times$")
_UNTIL = re.compile(r"\s+(?:until|till|through)\s+(.+)$")
_FROM = re.compile(r"\s+(?:from|starting|starting on|starting in)\s+(.+?)(?=\s+(?:for|until|till|through)\s|,?\s+\d+\s+times|$)")
_DAYS = {"day": 1, "week": 7}
_LENGTH = {"month": 1, "quarter": 3, "year": 12}


def repeat_words(repeat: Mapping[str, Any] | None, write_day: Any = None) -> str:
    """Write "every 2 weeks from 1 April 2026, 6 times"; nothing for a document that comes once."""
    if not repeat:
        return ""
    every, unit = int(repeat.get("every") or 1), repeat["unit"]
    words = f"every {unit}" if every == 1 else f"every {every} {unit}s"
    day = write_day or _long
    if repeat.get("starts"):
        words += f" from {day(dt.date.fromisoformat(repeat['starts']))}"
    if repeat.get("count"):
        words += f", {repeat['count']} times" if repeat["count"] != 1 else ", once"
    if repeat.get("ends"):
        words += f", until {day(dt.date.fromisoformat(repeat['ends']))}"
    return words


def read_repeat(text: str, starts: dt.date, field: str = "repeat") -> dict[str, Any] | None:
    """Read "monthly for 6 months", "every 2 weeks until 15 May 2026"; None for nothing.

    `starts` is the first date where the words name no other. Raises Invalid for what is not understood.
    """
    rest = " ".join(text.lower().split()).rstrip(".")
    if not rest:
        return None
    until, count, length = None, None, None
    if found := _FROM.search(rest):
        starts, rest = _day(found[1], starts, field), (rest[: found.start()] + rest[found.end() :]).strip()
    if found := _UNTIL.search(rest):
        until, rest = _day(found[1], starts, field, last=True), rest[: found.start()]
    elif found := _TIMES.search(rest):
        count, rest = int(found[1]), rest[: found.start()]
    elif found := _FOR.search(rest):
        length, rest = (int(found[1]), found[2]), rest[: found.start()]
    every, unit = _interval(rest.strip(" ,"), field)
    if length:
        count = length[0] if length[1] == "time" else _periods(length, every, unit, field)
    return checked_repeat(
        {"every": every, "unit": unit, "starts": starts.isoformat(), "ends": until and until.isoformat(), "count": count},
        field,
    )


def checked_repeat(repeat: Any, field: str = "repeat") -> dict[str, Any] | None:
    """Return a schedule with its five keys. Raises Invalid for a shape or values that no calendar has."""
    if not repeat:
        return None
    try:
        every, unit, count = int(repeat.get("every") or 1), str(repeat.get("unit")), repeat.get("count")
        starts = dt.date.fromisoformat(repeat["starts"])
        ends = dt.date.fromisoformat(repeat["ends"]) if repeat.get("ends") else None
        count = None if count is None else int(count)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise Invalid("Write how often it comes again, such as: monthly for 6 months.", field) from None
    if unit not in UNITS or not 1 <= every <= 366:
        raise Invalid("Write how often it comes again, such as: monthly for 6 months.", field)
    if count is not None and not 1 <= count <= MOST_TIMES:
        raise Invalid(f"A document comes again between 1 and {MOST_TIMES} times.", field)
    if ends and ends < starts:
        raise Invalid("The last day cannot lie before the first one.", field)
    return {"every": every, "unit": unit, "starts": starts.isoformat(), "ends": ends and ends.isoformat(), "count": count}


def _interval(words: str, field: str) -> tuple[int, str]:
    if words in _ADVERBS:
        return _ADVERBS[words]
    found = _EVERY.match(words)
    if not found:
        raise Invalid("Write how often it comes again, such as: monthly for 6 months, or every 2 weeks until 15 May.", field)
    every = _WORDS[found[1]] if found[1] in _WORDS else int(found[1])
    return (every * 3, "month") if found[2] == "quarter" else (every, found[2])


def _periods(length: tuple[int, str], every: int, unit: str, field: str) -> int:
    size, of = length
    if unit in _DAYS and of in _DAYS:
        return max(1, size * _DAYS[of] // (every * _DAYS[unit]))
    if unit in _DAYS:
        raise Invalid(f"Say how many times, such as: every {every} {unit}s, 6 times.", field)
    if of in _DAYS:
        raise Invalid("Say how many months, or how many times.", field)
    return max(1, size * _LENGTH[of] // (every * _LENGTH[unit]))


def _day(text: str, after: dt.date, field: str, last: bool = False) -> dt.date:
    """Read a day: 2026-05-15, 15 May, May 15 2026, or a month alone (its first or last day)."""
    text = text.strip().replace(",", " ")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        pass
    parts = text.split()
    months = [_month(part) for part in parts]
    numbers = [int(part) for part in parts if part.isdecimal() and len(part) <= 4]
    month = next((found for found in months if found), 0)
    if not month or len(parts) != len(numbers) + 1:
        raise Invalid("Write a day such as 15 May 2026.", field)
    years = [number for number in numbers if number > 31]
    days = [number for number in numbers if number <= 31]
    year = years[0] if years else after.year + (month < after.month)
    try:
        if days:
            found = dt.date(year, month, days[0])
            return found if years or found >= after else dt.date(year + 1, month, days[0])
        return dt.date(year, month, calendar.monthrange(year, month)[1] if last else 1)
    except ValueError:
        raise Invalid("Write a day such as 15 May 2026.", field) from None


def _month(word: str) -> int:
    fitting = [number for number, name in enumerate(_MONTHS) if number and len(word) >= 3 and name.startswith(word)]
    return fitting[0] if len(fitting) == 1 else 0


def _long(day: dt.date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
