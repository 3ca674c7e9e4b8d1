"""How long something took: "25 min", "half an hour", "1h15", "an hour and a half"."""

from dataclasses import dataclass

from .lexer import CLOCK, WORD, Tokens
from .numbers import read_number

_MINUTES = frozenset(("min", "mins", "minute", "minutes", "minutes'", "m", "mn"))
_HOURS = frozenset(("h", "hr", "hrs", "hour", "hours", "hour's"))
_ABOUT = frozenset(("about", "around", "roughly", "approx", "approximately", "some", "nearly", "almost", "just", "over", "maybe"))
MOST = 24 * 60


@dataclass(frozen=True, slots=True)
class Duration:
    """Minutes over tokens [start, end); None where the words name no length that a talk can have."""

    minutes: int | None
    start: int
    end: int


def read_duration(tokens: Tokens, at: int) -> Duration | None:
    """Read the length that begins at `at`, with the "for" or "about" before it."""
    spot = at
    if tokens.low(spot) in ("for", "took", "lasted"):
        spot += 1
    while tokens.low(spot) in _ABOUT or tokens.low(spot) == "~":
        spot += 1
    found = _vague(tokens, spot) or _worded(tokens, spot) or _glued(tokens, spot) or _counted(tokens, spot)
    if found is None:
        return None
    minutes, end = found
    if tokens.low(end) == "long":
        end += 1
    return Duration(minutes if minutes and 0 < minutes <= MOST else None, at, end)


def _worded(tokens: Tokens, at: int) -> tuple[int, int] | None:
    for words, minutes in _PHRASES:
        if tokens.says(at, *words):
            end = at + len(words)
            return (minutes, end) if minutes != 60 else _and_a_part(tokens, 60, end)
    return None


_PHRASES = [
    (("half", "an", "hour"), 30), (("a", "half", "hour"), 30), (("half", "hour"), 30), (("half-hour",), 30),
    (("half", "a", "day"), 240),
    (("a", "quarter", "of", "an", "hour"), 15), (("quarter", "of", "an", "hour"), 15), (("quarter", "hour"), 15),
    (("three", "quarters", "of", "an", "hour"), 45), (("an", "hour"), 60), (("one", "hour"), 60), (("a", "minute"), 1),
    (("hour", "and", "a", "half"), 90),
]  # fmt: skip


def _and_a_part(tokens: Tokens, minutes: int, end: int) -> tuple[int, int]:
    if tokens.says(end, "and", "a", "half"):
        return minutes + 30, end + 3
    if tokens.says(end, "and", "a", "quarter"):
        return minutes + 15, end + 3
    more = read_number(tokens, end + (tokens.low(end) == "and"))
    if more and tokens.low(more[1]) in _MINUTES:
        return minutes + int(more[0]), more[1] + 1
    return minutes, end


def _vague(tokens: Tokens, at: int) -> tuple[None, int] | None:
    """ "a couple of minutes" is no number."""
    spot = at + (tokens.low(at) == "a")
    if tokens.low(spot) not in ("couple", "few", "several"):
        return None
    spot += 1 + (tokens.low(spot + 1) == "of")
    return (None, spot + 1) if tokens.low(spot) in _MINUTES | _HOURS else None


def _glued(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """ "1h15", "1h30m", "1:15h"."""
    if tokens.kind(at) == CLOCK and tokens.low(at + 1) in _HOURS:
        hours, _, minutes = tokens[at].text.partition(":")
        return (int(hours) * 60 + int(minutes), at + 2) if minutes.isdigit() else None
    word = tokens.low(at + 1)
    if tokens.kind(at + 1) == WORD and tokens.glued(at + 1) and word[0] == "h" and word[1:].rstrip("min").isdigit():
        number = read_number(tokens, at)
        rest = int(word[1:].rstrip("min"))
        return (int(number[0] * 60) + rest, at + 2) if number and rest < 60 else None
    return None


def _counted(tokens: Tokens, at: int) -> tuple[int, int] | None:
    number = read_number(tokens, at)
    if number is None:
        return None
    value, end = number
    if tokens.says(end, "and", "a", "half") and tokens.low(end + 3) in _HOURS:
        return int(value * 60) + 30, end + 4
    if tokens.low(end) == "-" and tokens.glued(end):
        end += 1
    if tokens.low(end) in _MINUTES:
        return int(value), end + 1
    if tokens.low(end) in _HOURS:
        return _and_a_part(tokens, int(value * 60), end + 1)
    return None
