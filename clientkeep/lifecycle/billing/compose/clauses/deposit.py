"""What is asked for up front (ruling 21); it never changes the total."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..numbers import read_percent
from ..reading import UNRESOLVED, Claim, Reading

TRIGGERS = ("deposit", "with", "half", "a", "quarter", "upfront", "requires", "requiring", "taking", "downpayment", "advance", "one", "two",
            "three", "less", "minus")  # fmt: skip
_ADJECTIVES = frozenset("non-refundable refundable nonrefundable initial security booking payable paid due required retainer "
                        "of the total as a an is it in initial holding".split())  # fmt: skip
_MOMENTS = frozenset("booking signing signature acceptance order ordering confirmation contract approval start".split())
_SECURES = frozenset("secure confirm hold reserve book start begin lock".split())
_UNEVEN = frozenset(("third", "thirds", "fifth", "quarters"))
_FRACTIONS = {"half": Decimal(50), "quarter": Decimal(25)}


@dataclass(frozen=True, slots=True)
class Deposit:
    """A share of the total in percent, or an amount with its currency where one is named."""

    percent: Decimal | None
    amount: Decimal | None
    currency: str | None = None


def read(reading: Reading, at: int) -> Claim | None:
    word = reading.low(at)
    if word in ("less", "minus"):
        spot = at + 1 + (reading.low(at + 1) in ("the", "a", "their", "your", "his", "her"))
        inner = read_numeric(reading, spot) if spot < len(reading.tokens) else None
        return Claim(at, max(inner.end, reading.part_end(inner.end)), UNRESOLVED) if inner else None
    if reading.low(at + 1) in _UNEVEN and word in ("a", "one", "two", "three"):
        stop = _phrase(reading, at + 2)
        return Claim(at, stop, UNRESOLVED) if stop else None
    if word in ("half", "a", "quarter", "one", "two", "three"):
        return read_numeric(reading, at)
    spot = at + 1
    if word in ("with", "requires", "requiring", "taking"):
        while reading.low(spot) in ("a", "an", "the"):
            spot += 1
        inner = read_numeric(reading, spot) if spot < len(reading.tokens) else None
        if inner:
            return Claim(at, inner.end, "deposit", inner.value)
        spot_word = reading.low(spot)
        while reading.low(spot) in ("non-refundable", "refundable", "upfront", "initial", "booking"):
            spot += 1
        if reading.low(spot) != "deposit" or not spot_word:
            return None
        spot += 1
    elif word not in ("deposit", "upfront", "downpayment", "advance"):
        return None
    if word == "advance" and reading.low(spot) not in ("of", "payment"):
        return None
    while reading.low(spot) in (
        "of",
        ":",
        "is",
        "required",
        "at",
        "=",
        "due",
        "needed",
        "payment",
        "deposit",
        "-",
        "will",
        "be",
    ):
        spot += 1
    if reading.low(spot) in ("a", "one", "two", "three") and reading.low(spot + 1) in _UNEVEN:
        return Claim(at, spot + 2, UNRESOLVED)
    found = _size(reading, spot) if spot < len(reading.tokens) else None
    if not found:
        return None
    percent, amount, currency, end = found
    if reading.low(end) in ("off", "discount", "vat", "tax", "/", "per", "an", "each", "gst"):
        return None
    if reading.low(end) in ("already", "paid", "received") and reading.kind != "receipt":
        return Claim(at, reading.part_end(end), UNRESOLVED)
    for tail in (("up", "front"), ("upfront",), ("required",), ("in", "advance"), ("payable",)):
        if all(reading.low(end + step) == part for step, part in enumerate(tail)):
            end += len(tail)
    return Claim(at, end, "deposit", Deposit(percent, amount, currency))


def read_numeric(reading: Reading, at: int) -> Claim | None:
    """ "50% upfront", "$500 deposit", "half up front", "25% down"."""
    found = _size(reading, at)
    if not found:
        return None
    percent, amount, currency, end = found
    spot = end
    while reading.low(spot) in _ADJECTIVES and not _phrase(reading, spot):
        spot += 1
    stop = _phrase(reading, spot)
    if not stop:
        return None
    if reading.low(stop) in ("required", "please", "needed", "due") and reading.bounded(stop + 1):
        stop += 1
    if reading.low(stop) in ("on", "upon", "at", "before") and reading.low(stop + 1) in _MOMENTS and reading.bounded(stop + 2):
        stop += 2
    if reading.low(stop) == "to" and reading.low(stop + 1) in _SECURES:
        stop = reading.part_end(stop)
    return Claim(at, stop, "deposit", Deposit(percent, amount, currency))


def _size(reading: Reading, at: int) -> tuple[Decimal | None, Decimal | None, str | None, int] | None:
    word = reading.low(at)
    spot = at + 1 if word in ("a", "one") else at
    if reading.low(spot) in _FRACTIONS:
        end = spot + 1
        if reading.low(end) in ("a", "an", "hour", "day", "dozen", "off"):
            return None
        if reading.low(end) == "of" and reading.low(end + 1) in ("it", "that", "the"):
            end += 2
            end += reading.low(end) in ("total", "amount", "price", "fee")
        elif reading.low(end) == "the":
            end += 2
        return _FRACTIONS[reading.low(spot)], None, None, end
    percent = read_percent(reading.tokens, at)
    if percent:
        return percent[0], None, None, percent[1]
    money = reading.sum_at(at)
    return (None, money.value, money.currency, money.end) if money else None


def _phrase(reading: Reading, at: int) -> int | None:
    word, second = reading.low(at), reading.low(at + 1)
    if word in ("upfront", "up-front"):
        return at + (2 if second in ("deposit", "payment") else 1)
    if word == "up" and second == "front":
        return at + 2
    if word in ("in", "as") and second == "advance":
        return at + 2
    if word == "in" and second == "deposit":
        return at + 2
    if word == "deposit" or word == "downpayment" or word == "prepayment":
        return (
            at + 1
            if reading.bounded(at + 1)
            or reading.low(at + 1) in ("upfront", "up", "required", "already", "received", "they", "on")
            else None
        )
    if word == "down" and second == "payment":
        return at + 2
    if word == "down" and reading.bounded(at + 1):
        return at + 1
    if word == "to" and second in ("start", "begin", "book") and reading.bounded(at + 2):
        return at + 2
    if word == "on" and second in _MOMENTS - {"start", "order", "contract"} and reading.bounded(at + 2):
        return at + 2
    if word == "before" and second in ("we", "i") and reading.low(at + 2) in ("start", "begin"):
        return at + 3
    return None
