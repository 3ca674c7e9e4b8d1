"""Quantities with a listed unit: "3 hours", "1h30", "an hour and a half", "half a day", "90 minutes"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .lexer import DURATION, NUM, WORD, Token
from .numbers import low, read_fraction, read_number
from .vocabulary import UNITS

_ONLY_GLUED = frozenset(("d", "w", "y"))
_WRITTEN_OUT = frozenset("hour day week month year word page mile minute".split())


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many of a unit, over tokens [start, end). Minutes stay minutes until the price is known to be hourly."""

    value: Decimal
    unit: str
    start: int
    end: int

    def in_hours(self) -> Quantity:
        """Minutes as hours, to a thousandth; other units as they are."""
        if self.unit != "minute":
            return self
        hours = self.value / 60
        if hours != hours.quantize(Decimal("0.0001")):
            hours = hours.quantize(Decimal("0.0001"))
        return Quantity(hours, "hour", self.start, self.end)


def read_quantity(tokens: Sequence[Token], at: int, adjective: bool = False) -> Quantity | None:
    """Read the counted unit that begins at `at`; None for a bare number or, unless asked, an adjective.

    An adjective is the "90 minute" of "90 minute massage": it counts only where the price is per that unit.
    """
    token = tokens[at]
    if token.kind == DURATION:
        hours, minutes = token.low.rstrip("min").replace(":", "h").split("h")
        end = at + 1 + (":" in token.text)
        return Quantity((int(hours) * 60 + Decimal(int(minutes))) / 60, "hour", at, end)
    first = _part(tokens, at, adjective)
    if not first or first.unit != "hour":
        return first
    return _with_minutes(tokens, first)


def unit_at(tokens: Sequence[Token], at: int) -> str | None:
    """The listed unit that the word at `at` names."""
    if 0 <= at < len(tokens) and tokens[at].kind == WORD:
        return UNITS.get(tokens[at].low.removesuffix("'s"))
    return None


def _part(tokens: Sequence[Token], at: int, adjective: bool = False) -> Quantity | None:
    found = _halves(tokens, at)
    if found:
        return found
    if tokens[at].low in ("a", "an") and tokens[at].kind == WORD:
        return _one(tokens, at)
    number = read_fraction(tokens, at) or read_number(tokens, at)
    if not number:
        return None
    value, end = number
    unit = unit_at(tokens, end)
    if not unit:
        return None
    word = tokens[end]
    if word.low in _ONLY_GLUED and tokens[end - 1].end != word.start:
        return None
    if not adjective and word.low in _WRITTEN_OUT and value > 1 and _noun_follows(tokens, end + 1):
        return None
    if low(tokens, end + 1) == "'" and tokens[end + 1].start == word.end:
        return Quantity(value, unit, at, end + 2)
    return Quantity(value, unit, at, end + 1)


def _one(tokens: Sequence[Token], at: int) -> Quantity | None:
    unit = unit_at(tokens, at + 1)
    if not unit or tokens[at + 1].low not in _WRITTEN_OUT:
        if low(tokens, at + 1) == "half" and unit_at(tokens, at + 2):
            return Quantity(Decimal("0.5"), UNITS[tokens[at + 2].low], at, at + 3)
        return None
    if [low(tokens, at + ahead) for ahead in (2, 3, 4)] == ["and", "a", "half"]:
        return Quantity(Decimal("1.5"), unit, at, at + 5)
    return Quantity(Decimal(1), unit, at, at + 2)


def _halves(tokens: Sequence[Token], at: int) -> Quantity | None:
    words = [low(tokens, at + ahead).removesuffix("'s") for ahead in range(6)]
    if words[0] == "half":
        if words[1] in ("a", "an") and words[2] in UNITS:
            return Quantity(Decimal("0.5"), UNITS[words[2]], at, at + 3)
        if words[1] in _WRITTEN_OUT:
            return Quantity(Decimal("0.5"), UNITS[words[1]], at, at + 2)
    if words[:5] == ["a", "quarter", "of", "an", "hour"]:
        return Quantity(Decimal("0.25"), "hour", at, at + 5)
    if words[:4] == ["quarter", "of", "an", "hour"]:
        return Quantity(Decimal("0.25"), "hour", at, at + 4)
    if words[:5] == ["three", "quarters", "of", "an", "hour"]:
        return Quantity(Decimal("0.75"), "hour", at, at + 5)
    if words[0] in ("one", "1") and words[2:5] == ["and", "a", "half"] and words[1] in UNITS:
        return Quantity(Decimal("1.5"), UNITS[words[1]], at, at + 5)
    if words[1] in _WRITTEN_OUT | {"hours", "days", "weeks"} and words[2:5] == ["and", "a", "half"]:
        number = read_number(tokens, at)
        if number and number[1] == at + 1 and words[5] not in UNITS:
            return Quantity(number[0] + Decimal("0.5"), UNITS[words[1]], at, at + 5)
    return None


def _with_minutes(tokens: Sequence[Token], hours: Quantity) -> Quantity:
    """ "1 hr 15 min", "2 hours and 30 minutes"."""
    start = hours.end
    if (
        start < len(tokens)
        and tokens[start].kind == NUM
        and len(tokens[start].text) == 2
        and low(tokens, start + 1) == "of"
    ):
        return Quantity(
            hours.value + (tokens[start].value / 60).quantize(Decimal("0.0001")), "hour", hours.start, start + 1
        )
    glued = low(tokens, start)
    if glued.endswith("m") and glued[:-1].isdigit() and len(glued) < 4:
        return Quantity(hours.value + Quantity(Decimal(glued[:-1]), "minute", start, start).in_hours().value, "hour", hours.start, start + 1)
    if low(tokens, start) == ".":
        start += 1
    if low(tokens, start) == "and":
        start += 1
    if start < len(tokens) and tokens[start].kind in (NUM, WORD) and start > hours.start:
        more = _part(tokens, start) if tokens[start].low not in ("a", "an") else None
        if more and more.unit == "minute":
            return Quantity(hours.value + more.in_hours().value, "hour", hours.start, more.end)
    return hours


def _noun_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether the singular unit word is an adjective of what comes: "3 day workshop"."""
    if at >= len(tokens) or tokens[at].kind != WORD:
        return False
    return tokens[at].low not in (
        "of", "at", "for", "on", "to", "with", "and", "a", "an", "per", "in", "x", "plus", "by", "from", "due", "net",
        "each", "the", "total",
    )  # fmt: skip
