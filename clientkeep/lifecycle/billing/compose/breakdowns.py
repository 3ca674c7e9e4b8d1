"""A sum and how it is made up: "$1,045 for 19 sinks at $55 each", "£96 (8 covers at £12)". It is charged once."""

from __future__ import annotations

from decimal import Decimal

from .items import Item, build_item
from .numbers import read_number
from .prices import Price
from .reading import Claim, Reading


def without_made_up(reading: Reading, indices: list[int], prices: list[Price]) -> list[Price]:
    """The prices without the sum that a count of the one rate comes to; the sum is taken as a stated total."""
    rates = [price for price in prices if (price.rate or price.mark) and not price.times]
    if len(rates) != 1:
        return prices
    rate = rates[0]
    counts = _numbers(reading, indices, prices)
    products = {value * rate.value for value, _, _ in counts}
    for price in prices:
        if price is not rate and price.value in products:
            reading.claim(Claim(price.start, price.end, "total", price.value))
            return [one for one in prices if one is not price]
    for value, start, end in counts:
        if value in products and any(value == other * rate.value for other, at, _ in counts if at != start and other > 1):
            reading.claim(Claim(start, end, "total", value))
            break
    return prices


def take_sum_of_others(reading: Reading, priced: list[tuple[list[int], Price]]) -> int | None:
    """Take the one wordless sum that all other parts come to: "$300: logo $200, cards $100"; its place in the list."""
    items = [build_item(reading, indices, price) for indices, price in priced]
    amounts = [item.quantity * item.price.value for item in items]
    for place, item in enumerate(items):
        others = [other for other in items if other is not item]
        if _is_bare(item) and item.price.value * 2 == sum(amounts) and (len(others) > 1 or any(other.quantity > 1 for other in others)):
            reading.claim(Claim(item.price.start, item.price.end, "total", item.price.value))
            return place
    return None


def _is_bare(item: Item) -> bool:
    price = item.price
    return not (item.runs or item.quantity_span or price.rate or price.mark or price.times)


def _numbers(reading: Reading, indices: list[int], prices: list[Price]) -> list[tuple[Decimal, int, int]]:
    found, past = [], -1
    for at in indices:
        if at < past or any(price.start <= at < price.end for price in prices):
            continue
        number = read_number(reading.tokens, at)
        if number:
            past = number[1]
            found.append((number[0], at, past))
    return found
