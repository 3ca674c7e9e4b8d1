"""Discounts, of the document or of one line (ruling 19)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..lexer import NUM, PUNCT, SYM, WORD
from ..numbers import read_percent
from ..reading import FILLER_FIELD, UNRESOLVED, Claim, Reading
from ..vocabulary import EVERYTHING

TRIGGERS = (
    "early",
    "prompt","less", "minus", "take", "knock", "deduct", "subtract", "discount", "discounted", "with", "apply", "-", "–", "give",
            "after", "including", "reduce", "reduced", "rebate", "a", "one", "two")  # fmt: skip
_NOUNS = frozenset(("discount", "reduction", "rebate", "saving", "markdown"))
_EARLY = frozenset(("early", "prompt", "settlement", "quick"))
_BACKWARD = frozenset(("that", "this", "it", "those", "these", "them"))


@dataclass(frozen=True, slots=True)
class Discount:
    """Off the document, or off the line that `target` names; `back` means the item just before; bracketed counts as such."""

    percent: Decimal | None
    amount: Decimal | None
    currency: str | None = None
    target: tuple[str, ...] = ()
    back: bool = False
    bracketed: bool = False
    whole: bool = False
    alone: bool = True


def read(reading: Reading, at: int) -> Claim | None:
    """ "less 5%", "minus $50 discount", "discount of 10%", "knock $20 off", "with a 10% discount"."""
    fraction = _fraction(reading, at)
    if fraction:
        return fraction
    word, spot = reading.low(at), at + 1
    if word in _EARLY and reading.low(spot) in ("payment", "settlement") and reading.low(spot + 1) in _NOUNS:
        return Claim(at, reading.part_end(at), UNRESOLVED)
    named = word in ("discount", "rebate", "discounted")
    if word in ("with", "apply", "give", "after", "including"):
        while reading.low(spot) in ("a", "an", "the", "him", "her", "them", "of"):
            spot += 1
        if reading.low(spot) == "discount":
            named, spot = True, spot + 1
    elif word in ("less", "minus", "take", "knock", "deduct", "subtract", "reduce", "reduced", "-", "–"):
        while reading.low(spot) in ("off", "a", "an", "by", "the", "another"):
            spot += 1
        for ahead in (0, 1, 2):
            if reading.low(spot + ahead) == "discount" and not any(reading.tokens[spot + step].has_digit for step in range(ahead)):
                named, spot = True, spot + ahead + 1
                break
    if named:
        while reading.low(spot) in ("of", ":", "at", "is", "by", "=", "the", "a", "-", "rate", "applied"):
            spot += 1
    if spot >= len(reading.tokens):
        return None
    found = _size(reading, spot)
    if not found:
        return None
    percent, amount, currency, end = found
    stated = _off(reading, end)
    if word in ("less", "minus") and reading.low(end) == "credit":
        stated = end + 1
    if stated is None:
        if not named and word not in ("less", "minus", "deduct", "subtract", "-", "–", "reduce", "reduced", "knock"):
            return None
        if word in ("-", "–") and (
            percent is None or reading.tokens[at].end != reading.tokens[spot].start or not _ends(reading, end)
        ):
            return None
        if word in ("less", "minus") and percent is None and not _ends(reading, end):
            return None
        stated = end
    return _with_target(reading, at, stated, percent, amount, currency)


def _fraction(reading: Reading, at: int) -> Claim | None:
    """ "a quarter off" is 25 %; "a third off" is no percentage that the draft could hold."""
    spot = at + 1 if reading.low(at) == "with" else at
    if reading.low(spot) not in ("a", "one", "two") or reading.low(spot + 2) != "off":
        return None
    if reading.low(spot + 1) == "quarter":
        return _with_target(reading, at, spot + 3, Decimal(25), None, None)
    return Claim(at, spot + 3, UNRESOLVED) if reading.low(spot + 1) in ("third", "thirds", "fifth", "tenth") else None


def read_numeric(reading: Reading, at: int) -> Claim | None:
    """ "10% off the banners", "$50 discount", "50 off"."""
    found = _size(reading, at)
    if not found:
        return None
    percent, amount, currency, end = found
    stated = _off(reading, end)
    if stated is None:
        return None
    if reading.kind == "credit_note" and amount is not None and reading.low(end) == "off":
        return Claim(end, stated, FILLER_FIELD)
    return _with_target(reading, at, stated, percent, amount, currency)


def _size(reading: Reading, at: int) -> tuple[Decimal | None, Decimal | None, str | None, int] | None:
    if reading.low(at) == "half" and reading.low(at + 1) in ("off", "price"):
        return Decimal(50), None, None, at + 1
    percent = read_percent(reading.tokens, at)
    if percent:
        return percent[0], None, None, percent[1]
    money = reading.sum_at(at)
    return (None, money.value, money.currency, money.end) if money else None


def _off(reading: Reading, at: int) -> int | None:
    """The token after "off" or "(loyalty) discount", or None where the size is of something else."""
    word = reading.low(at)
    if word == "off" or (word == "price" and reading.low(at - 1) == "half"):
        return at + 1
    spot = at
    while spot < at + 5 and spot < len(reading.tokens) and reading.tokens[spot].kind == WORD:
        if reading.low(spot) in _NOUNS:
            return spot + 1
        if reading.low(spot) in (
            "for",
            "on",
            "off",
            "deposit",
            "tax",
            "vat",
            "gst",
            "upfront",
            "of",
            "a",
            "the",
            "at",
            "less",
            "minus",
        ):
            return None
        spot += 1
    return None


def _ends(reading: Reading, at: int) -> bool:
    return reading.bounded(at)


def _with_target(reading: Reading, start: int, end: int, percent, amount, currency) -> Claim:
    if any(reading.low(at) in _EARLY for at in range(start, end)) or reading.low(end) in (
        "if",
        "she",
        "he",
        "they",
        "already",
        "when",
        "where",
        "provided",
    ):
        return Claim(start, max(end, reading.part_end(end)), UNRESOLVED)
    bracketed = (reading.low(start - 1), reading.low(end)) in (("(", ")"), ("[", "]"))
    target, back, whole = (), False, False
    spot = end
    if reading.low(spot) in ("on", "off", "from", "for", "of"):
        spot += 1
        if reading.low(spot) in _EARLY | {"paying", "payment", "prompt"}:
            return Claim(start, reading.part_end(end), UNRESOLVED)
    while reading.low(spot) in ("the", "my", "our", "their", "all", "of", "whole", "entire") and spot < end + 4:
        whole = whole or reading.low(spot) in ("all", "whole", "entire")
        spot += 1
    word = reading.low(spot)
    linked = spot > end or reading.low(end - 1) == "off"
    if word in ("overall", "both", "everything", "altogether", "total") or (linked and word in EVERYTHING):
        whole, end = True, spot + 1
    elif whole and linked:
        end = spot
    elif linked and word in _BACKWARD and reading.bounded(spot + 1):
        back, end = True, spot + 1
    elif linked and spot < len(reading.tokens) and reading.tokens[spot].kind == WORD and not _stops(reading, spot):
        words, stop = [], spot
        while stop < len(reading.tokens) and reading.tokens[stop].kind == WORD and not _stops(reading, stop):
            words.append(reading.low(stop))
            stop += 1
        if len(words) <= 5:
            priced = stop < len(reading.tokens) and reading.tokens[stop].kind in (SYM, NUM)
            target, end = tuple(words), end if priced else stop
    while reading.low(end) in ("applies", "applied", "else") and reading.free(end):
        end += 1
    alone = reading.starts_part(start) or start == 0 or reading.tokens[start - 1].kind == PUNCT
    if bracketed:
        start, end = start - 1, end + 1
    return Claim(start, end, "discount", Discount(percent, amount, currency, target, back, bracketed, whole, alone))


def _stops(reading: Reading, at: int) -> bool:
    return reading.bounded(at) or reading.owner[at] is not None
