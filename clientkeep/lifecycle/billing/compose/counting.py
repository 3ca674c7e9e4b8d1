"""How many of what a price is for: listed units, counted things, numbers before "x" (rulings 7 to 11)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from .item_words import ARTICLES, EDGES, JOINERS
from .lexer import NUM, WORD, is_ordinal
from .numbers import read_number
from .prices import TIMES, Price, is_plural, label_before, plurals_of
from .quantities import Quantity, read_quantity, unit_at
from .reading import Reading
from .vocabulary import COUNT_LABELS, UNITS

if TYPE_CHECKING:
    from .items import Item


def take_quantity(reading: Reading, item: Item, taken: set[int]) -> None:
    """Set the item's quantity and unit from what its tokens count (rulings 7 to 11); `taken` grows by what was read."""
    price = item.price
    if price and price.times:
        _take_times(reading, item, price, taken)
        return
    if (price and price.total) or item.free:
        return
    per = price.rate.per if price and price.rate else None
    rate = bool(price and (price.mark or per))
    if price and not rate:
        return
    found = _listed(reading, item.indices, taken, per)
    if found and reading.low(found.start - 1) in ("x", "×") and found.start - 1 in item.indices:
        found = None if per in (None, "item") else found
    if found and _accept_listed(item, found, per, price):
        taken.update(range(found.start, found.end))
        item.quantity_span = (found.start, found.end)
        return
    times = _before_times(reading, item, taken)
    if times:
        item.quantity, item.unit, item.quantity_span = times[0], per or "item", times[1:]
        taken.update(range(*times[1:]))
        return
    if per not in (None, "item") and per != "quarter":
        item.unit = per
        item.conflict = found is not None
        return
    if per == "quarter":
        return
    noun = price.rate.noun.lower() if price and price.rate and price.rate.noun else None
    counted = _counted(reading, item.indices, taken, bool(rate), noun)
    if counted:
        unit = UNITS.get(label_before(reading, counted[1]), "item")
        item.quantity, item.unit, item.counted = counted[0], unit, True
        item.quantity_span = (counted[1], counted[2])
        taken.update(range(counted[1], counted[2]))
        if reading.low(counted[2]) in ("x", "×", "*"):
            taken.add(counted[2])
            item.marks.append(counted[2])
    elif per == "item":
        item.unit = "item"
        left = [at for at in item.indices if at not in taken]
        item.conflict = any(reading.tokens[at].kind == WORD and is_plural(reading.low(at)) for at in left)


def _before_times(reading: Reading, item: Item, taken: set[int]) -> tuple[Decimal, int, int] | None:
    """The number of "1.5 x £48/hr" and of "Hours: 12"."""
    for at in item.indices:
        number = read_number(reading.tokens, at) if at not in taken and reading.tokens[at].kind in (NUM, WORD) else None
        if not number:
            continue
        touches = item.price is not None and number[1] == item.price.start and item.price.mark
        multiplies = touches and (reading.low(number[1]) in TIMES or reading.low(at - 1) in ("and", "plus", "+", ","))
        if multiplies or label_before(reading, at) in COUNT_LABELS - {"qty", "quantity", "count", "units"}:
            return number[0], at, number[1]
    return None


def _take_times(reading: Reading, item: Item, price: Price, taken: set[int]) -> None:
    start, end = price.times
    found = read_quantity(reading.tokens, start)
    taken.update(range(start, end))
    item.quantity_span = (start, end)
    if found and found.unit != "minute":
        item.quantity, item.unit = found.value, found.unit
        item.quantity_span = (found.start, found.end)
        taken.update(range(found.start, found.end))
        return
    item.quantity, item.unit = read_number(reading.tokens, start)[0], "item"
    if price.rate and price.rate.per not in ("item", "quarter"):
        item.unit = price.rate.per


def _listed(reading: Reading, indices: list[int], taken: set[int], per: str | None) -> Quantity | None:
    """The counted unit of the piece: one in the price's own unit first."""
    found = _listed_as(reading, indices, taken, per, adjective=False)
    if found is None and per not in (None, "item", "quarter"):
        found = _listed_as(reading, indices, taken, per, adjective=True)
        if found and found.unit != per and not (found.unit == "minute" and per == "hour"):
            return None
    return found


def _listed_as(
    reading: Reading, indices: list[int], taken: set[int], per: str | None, adjective: bool
) -> Quantity | None:
    first, past = None, -1
    for at in indices:
        if at < past or at in taken:
            continue
        found = read_quantity(reading.tokens, at, adjective)
        if not found or not all(spot in indices and spot not in taken for spot in range(found.start, found.end)):
            continue
        past = found.end
        if found.unit == per or (found.unit == "minute" and per == "hour"):
            return found
        first = first or found
    return first


def _accept_listed(item: Item, found: Quantity, per: str | None, price: Price | None) -> bool:
    if found.unit == "minute":
        if per != "hour":
            return False
        found = found.in_hours()
    if per in (None, "item", found.unit):
        item.quantity, item.unit = found.value, found.unit
        return True
    return False


def _counted(
    reading: Reading, indices: list[int], taken: set[int], rate: bool, noun: str | None
) -> tuple[Decimal, int, int] | None:
    """A bare count of things: at the start of the words, before a plural after "of", or of what the price is per."""
    found, past, words_before = None, -1, False
    named = _counted_by_name(reading, indices, taken, noun) if noun else None
    if named:
        return named
    for at in indices:
        if at < past or at in taken:
            continue
        token = reading.tokens[at]
        number = read_number(reading.tokens, at) if token.kind in (NUM, WORD) and not is_ordinal(token) else None
        if (
            number
            and not reading.is_label(at - 1)
            and all(spot in indices for spot in range(at, number[1]))
        ):
            past = number[1]
            if unit_at(reading.tokens, number[1]) and (number[0] > 1 or words_before):
                words_before = True
                continue
            if not words_before:
                return number[0], at, number[1]
            if rate and (reading.low(number[1]) == noun or _counts_plural(reading, at, number[1])):
                found = (number[0], at, number[1])
        elif token.kind == WORD and token.low not in JOINERS | ARTICLES | EDGES:
            words_before = True
    return found


def _counted_by_name(reading: Reading, indices: list[int], taken: set[int], noun: str) -> tuple[Decimal, int, int] | None:
    """The count of what the price is per: "6 doors, $85 per door", "a set at £600 the set", "6 dozen at $3 a dozen"."""
    for at in indices:
        if at in taken:
            continue
        token = reading.tokens[at]
        if token.kind == NUM and reading.low(at + 1) == noun == "dozen":
            return token.value, at, at + 2
        if token.low in ("a", "an") and reading.low(at + 1) == noun:
            return Decimal(1), at, at + 1
        number = read_number(reading.tokens, at) if token.kind in (NUM, WORD) and not is_ordinal(token) else None
        if number and reading.low(number[1]) in plurals_of(noun) and not reading.is_label(at - 1):
            return number[0], at, number[1]
    return None


def _counts_plural(reading: Reading, at: int, end: int) -> bool:
    before = reading.low(at - 1)
    if reading.low(end) in ("x", "×", "*", "@", "at") or (before == "x" and reading.low(end) == ")"):
        return True
    if (
        (not (before in ("of", "for", "with", ",", "and", "x") or before.endswith(("ing", "'s"))) and end < len(reading.tokens))
        and reading.tokens[end].kind == WORD
        and not is_plural(reading.low(end))
    ):
        return False
    spot = end
    while reading.free(spot) and reading.tokens[spot].kind == WORD and not reading.bounded(spot):
        if is_plural(reading.low(spot)):
            return True
        spot += 1
    return reading.low(end) in ("x", "×") or spot == end
