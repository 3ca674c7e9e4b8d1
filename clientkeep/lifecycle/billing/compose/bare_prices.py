"""Numbers that nothing marks as money, and which of them are prices all the same ("stairs 300 rails 200")."""

from __future__ import annotations

from decimal import Decimal

from .lexer import DATE, NL, NUM, WORD, is_ordinal
from .numbers import read_number
from .prices import TIMES, Price, is_plural, label_before, plurals_of, with_tail
from .quantities import unit_at
from .reading import Reading
from .vocabulary import COUNT_LABELS, MONTHS


def bare_prices(reading: Reading, indices: list[int]) -> list[Price]:
    """Prices listed by turns with their words, else the one bare number that can be a price."""
    listed = _listed_numbers(reading, indices) or _ending_numbers(reading, indices) or _numbers_for(reading, indices) or _leading_numbers(reading, indices)
    bare = None if listed else _bare_number(reading, indices)
    return [bare] if bare else listed


def _listed_numbers(reading: Reading, indices: list[int]) -> list[Price]:
    """ "stairs 300 rails 200": words and numbers by turns, a number last, read as items with their prices."""
    numbers = [at for at in indices if reading.tokens[at].kind == NUM]
    if len(numbers) < 2 or numbers[-1] != indices[-1] or numbers[0] == indices[0]:
        return []
    for before, at in zip([indices[0] - 1, *numbers], numbers, strict=False):
        token = reading.tokens[at]
        words = [spot for spot in indices if before < spot < at]
        if not words or token.value < 20 or is_ordinal(token) or unit_at(reading.tokens, at + 1):
            return []
        if reading.is_label(at - 1) or reading.low(at - 1) in ("and", "of") or any(
            reading.tokens[spot].kind != WORD for spot in words
        ):
            return []
    return [Price(reading.tokens[at].value, None, at, at + 1, number_at=at, named=False) for at in numbers]


def _ending_numbers(reading: Reading, indices: list[int]) -> list[Price]:
    """ "1h coaching 80 + 30min followup 40": a number ends the words on each side of every "+"."""
    found, words = [], 0
    for at in [*indices, -1]:
        if at >= 0 and reading.low(at) not in ("+", "plus"):
            words += reading.tokens[at].kind == WORD
            last = at
            continue
        token = reading.tokens[last] if words else None
        if not token or token.kind != NUM or token.value < 10 or is_ordinal(token) or reading.is_label(last - 1):
            return []
        found.append(Price(token.value, None, last, last + 1, number_at=last, named=False))
        words = 0
    return found if len(found) > 1 else []


def _numbers_for(reading: Reading, indices: list[int]) -> list[Price]:
    """ "60 for nails and 25 for brows": two or more numbers that each stand before "for"."""
    found = []
    for at in indices:
        number = read_number(reading.tokens, at) if reading.tokens[at].kind == NUM else None
        if (
            number
            and reading.low(number[1]) == "for"
            and not is_ordinal(reading.tokens[at])
            and not reading.is_label(at - 1)
            and reading.all_free(at, number[1])
        ):
            found.append(Price(number[0], None, at, number[1], number_at=at, named=False))
    return found if len(found) > 1 else []


def joined_number(reading: Reading, indices: list[int], first: Price) -> list[Price]:
    """ "110/hr + parts 64.50": a number that ends words joined to a priced part is their price."""
    led = _led_number(reading, indices, first)
    if led:
        return [led]
    last = indices[-1]
    token = reading.tokens[last]
    if token.kind != NUM or last <= first.end + 1 or is_ordinal(token) or token.value < 10 or first.times:
        return []
    if token.text.isdigit() and 1990 <= token.value <= 2099:
        return []
    joints = [at for at in indices if at >= first.end and reading.low(at) in ("+", "and", "plus")]
    words = [at for at in indices if joints and joints[0] < at < last]
    labelled = reading.is_label(last - 1) or reading.low(last - 1) in MONTHS or reading.low(last - 1) == "of"
    if not words or labelled or any(reading.tokens[at].kind != WORD for at in words):
        return []
    return [Price(token.value, None, last, last + 1, number_at=last, named=False)]


def _led_number(reading: Reading, indices: list[int], first: Price) -> Price | None:
    """The 45 of "@ 70 and a 45 call out fee": no count, since it stands behind "a" and before one thing."""
    for at in indices:
        if at < first.end or reading.low(at) not in ("and", "plus", "+") or reading.low(at + 1) not in ("a", "an"):
            continue
        number = reading.tokens[at + 2] if at + 2 in indices else None
        one = at + 3 in indices and not is_plural(reading.low(at + 3)) and not unit_at(reading.tokens, at + 3)
        if number and number.kind == NUM and number.value >= 10 and one and reading.low(at + 3) not in TIMES:
            return Price(number.value, None, at + 2, at + 3, number_at=at + 2, named=False)
    return None


def _leading_numbers(reading: Reading, indices: list[int]) -> list[Price]:
    """ "80 sink + 40 tap": sums that each lead one thing, no count of several."""
    starts = [indices[0], *(at + 1 for at in indices[:-1] if reading.low(at) in ("+", "plus"))]
    numbers = [at for at in indices if reading.tokens[at].kind == NUM]
    if len(starts) < 2 or numbers != starts:
        return []
    for at in numbers:
        follows = reading.low(at + 1)
        if at + 1 not in indices or is_plural(follows) or unit_at(reading.tokens, at + 1) or follows in TIMES:
            return []
    return [Price(reading.tokens[at].value, None, at, at + 1, number_at=at, named=False) for at in numbers]


def _bare_number(reading: Reading, indices: list[int]) -> Price | None:
    """The one number of a segment without written money that is its price, or None (a count, a year, a label)."""
    numbers = []
    past = -1
    for position, at in enumerate(indices):
        if at < past or reading.tokens[at].kind == DATE:
            continue
        number = read_number(reading.tokens, at) if reading.tokens[at].kind in (NUM, WORD) else None
        if not number or is_ordinal(reading.tokens[at]) or not reading.all_free(at, number[1]):
            continue
        past = number[1]
        if reading.low(number[1]) == "of" or _of_a_date(reading, at) or label_before(reading, at) in COUNT_LABELS:
            continue
        if not unit_at(reading.tokens, number[1]) and not reading.is_label(at - 1):
            numbers.append((at, number[0], number[1], position))
    for at, value, end, _ in reversed(numbers):
        if _stands_as_price(reading, at, end):
            return with_tail(reading, Price(value, None, at, end, number_at=at, named=False))
    if len(numbers) == 1:
        at, value, end, position = numbers[0]
        if reading.tokens[at].kind == NUM and position == 0 and not _is_count(reading, at, value, end):
            return with_tail(reading, Price(value, None, at, end, number_at=at, named=False))
    return None


def _of_a_date(reading: Reading, at: int) -> bool:
    """Whether the number is a month's day: "20" in "March 20" and in "20 March"."""
    return reading.low(at - 1) in MONTHS or (reading.low(at + 1) in MONTHS and reading.tokens[at].value is not None)


def _stands_as_price(reading: Reading, at: int, end: int) -> bool:
    """A number at its segment's end, or before "for", "total", a claimed clause."""
    if end >= len(reading.tokens) or reading.breaks(end) or reading.owner[end] is not None:
        return reading.tokens[at].kind == NUM or reading.low(at - 1) in ("for", "") or reading.owner[at - 1] is not None
    if reading.tokens[end].kind == NL or reading.low(end) in (":", "for", "total", "altogether", "("):
        return reading.low(end) != ":" or reading.tokens[at].kind == NUM
    if reading.low(end) in ("incl", "including", "inc", "excl", "excluding"):
        return reading.tokens[at].kind == NUM
    return (reading.low(end) in ("in", "and", "plus", "on", "-") and reading.low(end + 1) in ("total",)) or reading.low(
        end
    ) in ("plus",)


def _is_count(reading: Reading, at: int, value: Decimal, end: int) -> bool:
    """Whether a number before words counts them: "3 logos", "2026 calendars"."""
    if reading.tokens[at].text.isdigit() and len(reading.tokens[at].text) == 4 and 1990 <= value <= 2099:
        return True
    if reading.low(end) in ("x", "×", "*"):
        return True
    if end < len(reading.tokens) and _priced_by_one(reading, reading.low(end)):
        return True
    spot, plural = end, False
    while reading.free(spot) and reading.tokens[spot].kind == WORD and not reading.bounded(spot):
        plural = plural or is_plural(reading.low(spot))
        spot += 1
    if value != value.to_integral_value():
        return False
    return plural and value < 20


def _priced_by_one(reading: Reading, plural: str) -> bool:
    """Whether the text prices one of these things: "$36 per bale, 50 bales"."""
    return is_plural(plural) and any(
        reading.low(at - 1) in ("per", "/", "a", "an", "each") and plural in plurals_of(token.low)
        for at, token in enumerate(reading.tokens)
        if token.kind == WORD and at
    )
