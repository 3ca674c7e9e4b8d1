"""Rules of opportunities: what is expected of them, counted by currency. Plain Python."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from clientkeep.foundation.money import half_up

LARGEST = 10**15


def weighted(minor: int, probability: int) -> int:
    """What a value is worth at a probability in percent, in minor units, rounded half up."""
    return half_up(Decimal(minor) * probability / 100)


@dataclass(slots=True)
class Sum:
    """Values of one currency: how many, their sum, and the sum weighted by probability; minor units."""

    currency: str
    count: int = 0
    value: int = 0
    weighted: int = 0

    def add(self, minor: int, probability: int) -> None:
        self.count += 1
        self.value += minor
        self.weighted += weighted(minor, probability)


def sums(rows: Iterable[tuple[str, int, int]]) -> list[Sum]:
    """Sum (currency, minor, probability) for each currency by itself, in the order of the alphabet."""
    found: dict[str, Sum] = {}
    for currency, minor, probability in rows:
        found.setdefault(currency, Sum(currency)).add(minor, probability)
    return [found[currency] for currency in sorted(found)]


def by_month(rows: Iterable[tuple[dt.date | None, str, int, int]]) -> list[tuple[dt.date | None, list[Sum]]]:
    """Group (expected day, currency, minor, probability) by the month's first day; what has no day comes last."""
    months: dict[dt.date | None, list[tuple[str, int, int]]] = defaultdict(list)
    for day, *rest in rows:
        months[day and day.replace(day=1)].append(tuple(rest))
    ordered = sorted(months, key=lambda month: (month is None, month or dt.date.min))
    return [(month, sums(months[month])) for month in ordered]


def rate(won: int, lost: int) -> int | None:
    """The share of decided opportunities that were won, in percent; None where nothing is decided."""
    return half_up(Decimal(100 * won) / (won + lost)) if won + lost else None
