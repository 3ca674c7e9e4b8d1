"""Two numbers for one: "$300-400", "between 80 and 100", "2 to 3 days". No one amount or count, so none is taken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ..lexer import SYM
from ..money import read_rate
from ..prices import is_plural
from ..quantities import unit_at
from ..reading import UNRESOLVED, Claim, Reading
from ..vocabulary import LABELLING_WORDS, MONTHS

TRIGGERS = ("between", "either", "from", "somewhere", "anywhere")
_DASHED = re.compile(r"(\d[\d,]*(?:\.\d+)?)(k?)[-–](\d[\d,]*(?:\.\d+)?)(k?)")
_DASHES = frozenset(("-", "–", "—"))
_SCALE = {"": 1, "k": 1000}


@dataclass(frozen=True, slots=True)
class Range:
    """From `least` to `most`, up to the token `end`; `money` where a currency is named on either side."""

    least: Decimal
    most: Decimal
    end: int
    money: bool


def read(reading: Reading, at: int) -> Claim | None:
    """ "between $80 and $100", "somewhere between 200 and 300", "from $200 to $300"."""
    spot = at + 1 if reading.low(at) in ("somewhere", "anywhere") else at
    word = reading.low(spot)
    if word not in ("between", "either", "from"):
        return None
    found = _dashed(reading, spot + 1) or _joined(reading, spot + 1, ("to",) if word == "from" else ("and", "or"))
    if found is None or found.most == found.least or reading.low(found.end) in MONTHS:
        return None
    if unit_at(reading.tokens, found.end):
        return Claim(at, found.end + 1, UNRESOLVED)
    return Claim(at, found.end, UNRESOLVED) if found.money or reading.bounded(found.end) else None


def read_numeric(reading: Reading, at: int) -> Claim | None:
    """ "£1000 to £1500", "$300-400", "10-15 hours", "2 or 3 sessions"."""
    found = _dashed(reading, at) or _joined(reading, at, ("to", *_DASHES))
    if found is None:
        found = _joined(reading, at, ("or",))
        if found is None or found.money:
            return None
    if found.most <= found.least or _numbers_a_thing(reading, at, found.end):
        return None
    if unit_at(reading.tokens, found.end) and not found.money:
        return Claim(at, found.end + 1, UNRESOLVED)
    follows = reading.low(found.end)
    counts = follows == "for" or (is_plural(follows) and not reading.bounded(found.end))
    rate = read_rate(reading.tokens, found.end) if found.money else None
    return Claim(at, rate.end if rate else found.end, UNRESOLVED) if found.money or counts else None


def _dashed(reading: Reading, at: int) -> Range | None:
    """A range in one word, its currency before or after it."""
    spot = at + 1 if at < len(reading.tokens) and reading.tokens[at].kind == SYM else at
    found = _DASHED.fullmatch(reading.low(spot))
    if not found:
        return None
    least, scale, most, scales = found.groups()
    named = reading.purse.word(reading.tokens, spot + 1)
    return Range(
        Decimal(least.replace(",", "")) * _SCALE[scale or scales],
        Decimal(most.replace(",", "")) * _SCALE[scales],
        named[1] if named else spot + 1,
        spot > at or named is not None,
    )


def _joined(reading: Reading, at: int, joints: tuple[str, ...]) -> Range | None:
    first = reading.sum_at(at)
    if first is None or reading.low(first.end) not in joints or first.end + 1 >= len(reading.tokens):
        return None
    second = reading.sum_at(first.end + 1)
    if second is None:
        return None
    spaced = reading.low(first.end) in _DASHES and reading.breaks(first.end)
    if spaced and not (first.currency and second.currency):
        return None
    return Range(first.value, second.value, second.end, bool(first.currency or second.currency))


def _numbers_a_thing(reading: Reading, at: int, end: int) -> bool:
    """ "pages 10-20", "3-5 June", "grades 9-10": numbers of things or days, not how many."""
    before = reading.low(at - 1)
    return before.removesuffix("s") in LABELLING_WORDS or before in MONTHS or reading.low(end) in MONTHS or before == "#"
