"""The time of day: "9:30", "at half past nine", "noon", "yesterday afternoon", "10:00-10:45"."""

import datetime as dt
import re
from dataclasses import dataclass

from .lexer import CLOCK, NUM, Tokens
from .numbers import read_number

PARTS_OF_DAY = {"morning": 9, "lunchtime": 12, "afternoon": 15, "evening": 18, "night": 18}
_AT = frozenset(("at", "around", "about", "from", "@", "ca", "circa"))
_TO = frozenset(("-", "–", "—", "to", "till", "until"))
_NAMED = {"noon": 12, "midday": 12, "midnight": 0}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*([ap])?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Time:
    """A time over tokens [start, end), the minutes that a range says, and why an hour was assumed."""

    at: dt.time
    start: int
    end: int
    minutes: int | None = None
    because: str = ""


def read_time(tokens: Tokens, at: int) -> Time | None:
    """Read the time that begins at `at`; a bare number is a time only behind "at", "around" or "from"."""
    introduced = tokens.low(at) in _AT
    spot = at + introduced
    if introduced and tokens.low(spot) in ("about", "around"):
        spot += 1
    ranged = _range(tokens, at, spot, introduced)
    if ranged:
        return ranged
    found = _moment(tokens, spot, introduced)
    if found is None:
        return None
    minute, end, because = found
    if tokens.says(end, "o'clock") or (tokens.low(end) in ("sharp", "hrs") and tokens.kind(spot) == CLOCK):
        end += 1
    return Time(dt.time(*divmod(minute, 60)), at, end, because=because)


def _range(tokens: Tokens, at: int, spot: int, introduced: bool) -> Time | None:
    """ "10:00-10:45", "from 4pm to 4:30pm", "9-10am", "from 10 to 11"."""
    first = _clock(tokens, spot)
    bare = first is None and tokens.kind(spot) == NUM
    if first is None and not bare:
        return None
    if tokens.low(spot + 1) not in _TO:
        return None
    second = _clock(tokens, spot + 2)
    if bare:
        if second is None and not (introduced and tokens.kind(spot + 2) == NUM):
            return None
        half = "pm" if second is not None and tokens.low(spot + 2).endswith("pm") else ""
        first = _hour(tokens[spot].text, half)
    if second is None and tokens.kind(spot + 2) == NUM:
        second = _hour(tokens[spot + 2].text, "")
    if first is None or second is None:
        return None
    if bare and first > second:
        first -= 12 * 60
    if first < 0 or not first < second:
        return None
    return Time(dt.time(*divmod(first, 60)), at, spot + 3, minutes=second - first)


def _moment(tokens: Tokens, spot: int, introduced: bool) -> tuple[int, int, str] | None:
    word = tokens.low(spot)
    if word in _NAMED:
        return _NAMED[word] * 60, spot + 1, ""
    if (exact := _clock(tokens, spot)) is not None:
        return exact, spot + 1, ""
    if word in ("half", "quarter") or (word == "a" and tokens.low(spot + 1) == "quarter"):
        return _past(tokens, spot + (word == "a"))
    number = read_number(tokens, spot) if introduced else None
    if number is None or number[0] != int(number[0]) or not 0 < number[0] < 24:
        return None
    return _likely(int(number[0]), 0, number[1])


def _past(tokens: Tokens, spot: int) -> tuple[int, int, str] | None:
    """ "half past nine", "quarter to ten"."""
    if tokens.low(spot + 1) not in ("past", "to"):
        return None
    number = read_number(tokens, spot + 2)
    if number is None or not 0 < number[0] <= 12 or number[0] != int(number[0]):
        return None
    away = 30 if tokens.low(spot) == "half" else 15
    return _likely(int(number[0]), away if tokens.low(spot + 1) == "past" else -away, number[1])


def _likely(hour: int, away: int, end: int) -> tuple[int, int, str]:
    if hour < 7:
        return (hour + 12) * 60 + away, end, "Talks at night are rare."
    return hour * 60 + away, end, ""


def _clock(tokens: Tokens, at: int) -> int | None:
    if tokens.kind(at) != CLOCK:
        return None
    hour, minute, half = _CLOCK.match(tokens[at].text).groups()
    return _minutes(int(hour), int(minute or 0), half and half.lower())


def _hour(text: str, half: str) -> int | None:
    return _minutes(int(text), 0, half[:1] or None) if text.isdigit() and len(text) < 3 else None


def _minutes(hour: int, minute: int, half: str | None) -> int | None:
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute if hour < 24 else None
