"""English numbers over tokens: digits, words ("twelve hundred"), halves, dozens and grands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from .lexer import DATE, NUM, PCT, WORD, Token, is_ordinal

_ONES = {
    name: value
    for value, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    name: value * 10 for value, name in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_TENS["fourty"] = 40
_SCALES = {"hundred": 100, "thousand": 1000, "grand": 1000, "million": 1_000_000, "k": 1000}
_GROUPS = {"dozen": 12, "couple": 2}
_FRACTIONS = {"1/2": "0.5", "1/4": "0.25", "3/4": "0.75"}
_STARTERS = frozenset((*_ONES, *_TENS, *_SCALES, *_GROUPS, "a", "an", "half", "quarter", "three-quarters")) - {"k"}

ORDINALS = {
    name: number
    for number, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
ORDINALS |= {f"twenty-{name}": 20 + number for name, number in ORDINALS.items() if number < 10}
ORDINALS |= {"thirtieth": 30, "thirty-first": 31}

Found = tuple[Decimal, int]


def read_number(tokens: Sequence[Token], at: int) -> Found | None:
    """Read the number that begins at `at`: its value and the token after it; None where none begins."""
    token = tokens[at]
    if token.kind == NUM:
        if is_ordinal(token):
            return None
        return _with_fraction(tokens, *_scaled(tokens, token.value, at + 1))
    if token.kind != WORD:
        return None
    if token.low in _STARTERS:
        found = _article(tokens, at) if token.low in ("a", "an", "half", "quarter") else _spelled(tokens, at)
        return _with_fraction(tokens, *found) if found else None
    if "-" in token.low:
        found = _spelled(tokens, at)
        return _with_fraction(tokens, *found) if found else None
    return None


def read_fraction(tokens: Sequence[Token], at: int) -> Found | None:
    """Read "1/2", which otherwise looks like a date."""
    token = tokens[at]
    if token.kind == DATE and token.text in _FRACTIONS:
        return Decimal(_FRACTIONS[token.text]), at + 1
    return None


def read_percent(tokens: Sequence[Token], at: int) -> Found | None:
    """Read "20%", "20 percent", "eight per cent": the percentage and the token after it."""
    found = read_number(tokens, at)
    if not found:
        return None
    value, end = found
    if end < len(tokens):
        if tokens[end].kind == PCT or tokens[end].low in ("percent", "pct"):
            return value, end + 1
        if tokens[end].low == "per" and low(tokens, end + 1) in ("cent", "cents"):
            return value, end + 2
    return None


def read_ordinal(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Read a day's number in words, "fifteenth", "twenty first": the number and the token after it."""
    first, second = low(tokens, at), low(tokens, at + 1)
    if f"{first}-{second}" in ORDINALS:
        return ORDINALS[f"{first}-{second}"], at + 2
    return (ORDINALS[first], at + 1) if first in ORDINALS else None


def ends_number(tokens: Sequence[Token], end: int) -> bool:
    """Whether a number in words ends right before `end`: "fifteen hundred" before "a month"."""
    for at in range(max(end - 6, 0), end):
        found = read_number(tokens, at) if tokens[at].kind == WORD else None
        if found and found[1] == end:
            return True
    return False


def low(tokens: Sequence[Token], at: int) -> str:
    """The folded text at `at`, or nothing beyond either end."""
    return tokens[at].low if 0 <= at < len(tokens) else ""


def plain(value: Decimal) -> str:
    """A decimal without trailing zeros or exponent, as the contract writes quantities and percentages."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _article(tokens: Sequence[Token], at: int) -> Found | None:
    first, second, third = tokens[at].low, low(tokens, at + 1), low(tokens, at + 2)
    if first == "half" and second in ("a", "an") and (third in _SCALES or third == "dozen"):
        return Decimal(_SCALES.get(third, 12)) / 2, at + 3
    if first in ("a", "an") and second == "quarter":
        scale = low(tokens, at + 4)
        if third == "of" and low(tokens, at + 3) == "a" and scale in _SCALES:
            return Decimal(_SCALES[scale]) / 4, at + 5
        return None
    if first in ("a", "an") and (second in _SCALES or second == "dozen") and second != "k":
        found = _scaled(tokens, Decimal(1), at + 1)
        value, end = found
        rest = _rest(tokens, end, value)
        return rest or found
    if first == "a" and second == "couple":
        return Decimal(2), at + (3 if third == "of" else 2)
    return None


def _scaled(tokens: Sequence[Token], value: Decimal, at: int) -> Found:
    while at < len(tokens):
        word = tokens[at].low
        if word in _SCALES and tokens[at].kind == WORD and value < 10**12:
            value *= _SCALES[word]
        elif word == "dozen" and value < 10**12:
            value *= 12
        else:
            break
        at += 1
    return value, at


def _rest(tokens: Sequence[Token], at: int, above: Decimal) -> Found | None:
    """What follows a hundred or thousand: "(and) fifty", "three hundred and five"."""
    joined = low(tokens, at) == "and"
    start = at + 1 if joined else at
    if start >= len(tokens) or tokens[start].low in ("a", "an", "half"):
        return None
    found = _spelled(tokens, start)
    if found and found[0] < (1000 if above % 1000 == 0 else 100):
        return above + found[0], found[1]
    return None


def _spelled(tokens: Sequence[Token], at: int) -> Found | None:
    small = _below_hundred(tokens, at)
    if small is None:
        word = tokens[at].low
        return (Decimal(12), at + 1) if word == "dozen" else None
    value, end = small
    if low(tokens, end) == "point":
        value, end = _after_point(tokens, value, end)
        return _scaled(tokens, value, end)
    scaled, after = _scaled(tokens, value, end)
    if after > end and tokens[after - 1].low != "dozen":
        return _rest(tokens, after, scaled) or (scaled, after)
    return scaled, after


def _below_hundred(tokens: Sequence[Token], at: int) -> Found | None:
    if at >= len(tokens) or tokens[at].kind != WORD:
        return None
    parts = tokens[at].low.split("-")
    if len(parts) == 2 and parts[0] in _TENS and 0 < _ONES.get(parts[1], 0) < 10:
        return Decimal(_TENS[parts[0]] + _ONES[parts[1]]), at + 1
    if len(parts) > 1:
        return None
    if parts[0] in _ONES:
        return Decimal(_ONES[parts[0]]), at + 1
    if parts[0] in _TENS:
        unit = _ONES.get(low(tokens, at + 1), 0)
        if 0 < unit < 10:
            return Decimal(_TENS[parts[0]] + unit), at + 2
        return Decimal(_TENS[parts[0]]), at + 1
    return None


def _after_point(tokens: Sequence[Token], value: Decimal, at: int) -> Found:
    digits, end = "", at + 1
    while len(digits) < 6 and 0 <= _ONES.get(low(tokens, end), -1) < 10:
        digits += str(_ONES[low(tokens, end)])
        end += 1
    return (value + Decimal(f"0.{digits}"), end) if digits else (value, at)


def _with_fraction(tokens: Sequence[Token], value: Decimal, at: int) -> Found:
    if at >= len(tokens):
        return value, at
    token = tokens[at]
    if token.kind == NUM and token.text in "½¼¾⅓⅔":
        return value + token.value, at + 1
    if token.kind == DATE and token.text in _FRACTIONS and value == value.to_integral_value():
        return value + Decimal(_FRACTIONS[token.text]), at + 1
    if token.low == "and":
        first, second = low(tokens, at + 1), low(tokens, at + 2)
        if first == "a" and second in ("half", "quarter"):
            return _scaled(tokens, value + Decimal("0.5" if second == "half" else "0.25"), at + 3)
    return value, at
