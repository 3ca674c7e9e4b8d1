"""One tax on the whole document (rulings 17, 20, 42)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..lexer import NUM, PUNCT, WORD
from ..numbers import read_percent
from ..reading import FILLER_FIELD, UNRESOLVED, Claim, Reading
from ..vocabulary import TAX_KINDS, TAX_NAMES

_EXCLUSIVE = frozenset(("plus", "+", "and", "with", "add", "adding", "&", "charge", "excluding", "excl", "ex", "exclusive", "before",
                        "apply", "applying", "subject", "at"))  # fmt: skip
_INCLUSIVE = frozenset(("incl", "including", "includes", "include", "inclusive", "inc", "included"))
_TAX_THINGS = frozenset("rebate return returns form forms filing advice prep preparation consultation planning course credit audit "
                        "relief software adviser advisor accountant guide review work services service training".split())  # fmt: skip
_NONE = frozenset(("no", "without", "zero"))
TRIGGERS = tuple(sorted({"taxed",
*_EXCLUSIVE, *_INCLUSIVE, *_NONE, *TAX_NAMES, *TAX_KINDS, "exempt", "zero-rated", "not", "tax-free",
                         "tax-exempt", "vat-free", "vat-exempt", "gst-free", "price", "prices", "all", "nil"}))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tax:
    """A tax by name as the document writes it, in percent, on top of the price or within it."""

    name: str
    percent: Decimal
    inclusive: bool


def read(reading: Reading, at: int) -> Claim | None:
    word = reading.low(at)
    if word in ("tax-free", "tax-exempt", "vat-free", "vat-exempt", "gst-free", "zero-rated"):
        return Claim(at, at + 1, FILLER_FIELD) if reading.bounded(at + 1) else None
    if word in ("exempt", "not"):
        return _exempt(reading, at)
    if word in _NONE or word == "nil":
        name = _name(reading, at + 1)
        if name and reading.bounded(name[1]):
            return Claim(at, name[1], FILLER_FIELD)
        return None
    spot, inclusive, lead = _lead(reading, at)
    core = _core(reading, spot) if spot < len(reading.tokens) else None
    if core and any(reading.low(within) in ("inclusive", "included", "incl") for within in range(spot, core[2])):
        inclusive = True
    if core is None and lead and spot < len(reading.tokens):
        core = _foreign(reading, spot)
    if core:
        name, percent, end = core
        end, tail = _tail(reading, end)
        inclusive = tail if tail is not None else inclusive
        last = reading.part_end(end)
        if reading.low(end) == "on" and reading.low(last - 1) == "only":
            return Claim(at, last, UNRESOLVED)
        return Claim(at, end, "tax", Tax(name, percent, bool(inclusive)))
    return _without_percent(reading, at, spot, lead)


def read_numeric(reading: Reading, at: int) -> Claim | None:
    """ "20% VAT included", "8.25% sales tax"."""
    core = _core(reading, at)
    if not core:
        return None
    name, percent, end = core
    end, tail = _tail(reading, end)
    return Claim(at, end, "tax", Tax(name, percent, bool(tail)))


def without_lead(reading: Reading, claim: Claim) -> int:
    """The claim's first token after a joining "and", for what is left over."""
    return claim.start + (reading.low(claim.start) in ("and", "&", "with", "at"))


def _lead(reading: Reading, at: int) -> tuple[int, bool | None, bool]:
    spot, inclusive, lead = at, None, False
    while reading.low(spot) in ("price", "prices", "all", "total", "is", "are") and spot < at + 3:
        spot += 1
    if spot > at and reading.low(spot) not in _INCLUSIVE | {"excluding", "exclude", "excl"}:
        return at, None, False
    while spot < at + 6:
        word = reading.low(spot)
        if word in _INCLUSIVE:
            inclusive = True
        elif word in ("excluding", "excl", "exclusive", "ex"):
            inclusive = False
        elif word not in _EXCLUSIVE and not (
            spot > at and word in ("of", "the", ".", "a", "to", "is", "an", "applicable")
        ):
            break
        lead = True
        spot += 1
    return spot, inclusive, lead


def _core(reading: Reading, at: int) -> tuple[str, Decimal, int] | None:
    percent = read_percent(reading.tokens, at)
    if percent:
        value, end = percent
        inclusive_word = reading.low(end) in ("of", "for", "in", "the")
        name = _name(reading, end + 1 if inclusive_word else end)
        added = reading.low(at - 1) in ("+", "plus") and reading.low(name[1]) not in _TAX_THINGS if name else False
        if name and (added or not _is_noun_phrase(reading, name[1])):
            return name[0], value, name[1]
        return None
    name = _name(reading, at)
    if not name:
        return None
    spot = name[1]
    bracket = reading.low(spot) == "("
    while reading.low(spot) in (
        "inclusive",
        "included",
        "exclusive",
        "at",
        "@",
        "of",
        ":",
        "rate",
        "is",
        "=",
        "(",
        "-",
        "a",
        "the",
        "will",
        "be",
    ):
        spot += 1
    percent = read_percent(reading.tokens, spot) if spot < len(reading.tokens) else None
    if not percent or reading.low(percent[1]) in ("off", "discount", "deposit", "upfront"):
        return None
    end = percent[1] + (1 if bracket and reading.low(percent[1]) == ")" else 0)
    return name[0], percent[0], end


def _foreign(reading: Reading, at: int) -> tuple[str, Decimal, int] | None:
    """ "plus 21% DPH": an abbreviation in capitals right after the percentage."""
    percent = read_percent(reading.tokens, at)
    if not percent or percent[1] >= len(reading.tokens):
        return None
    text = reading.tokens[percent[1]].text
    if (
        2 <= len(text) <= 5
        and text.isalpha()
        and text.isupper()
        and not reading.shouting
        and reading.bounded(percent[1] + 1)
    ):
        return text, percent[0], percent[1] + 1
    return None


def _name(reading: Reading, at: int) -> tuple[str, int] | None:
    """The tax's name as the document writes it: abbreviations in capitals, words in lower case."""
    if at >= len(reading.tokens) or reading.tokens[at].kind != WORD:
        return None
    words, spot = [], at
    while reading.low(spot) in TAX_KINDS and spot < at + 3:
        words.append(reading.low(spot))
        spot += 1
    word = reading.low(spot)
    if word not in TAX_NAMES and word not in ("taxes", "taxed", "gst/hst", "v.a.t"):
        return None
    if words and word not in ("tax", "taxes", "vat"):
        return None
    words.append("tax" if word in ("taxes", "taxed") else word if word == "tax" else word.replace(".", "").upper())
    if reading.low(spot + 1) == "tax" and word != "tax":
        spot += 1
    return " ".join(words), spot + 1


def _tail(reading: Reading, at: int) -> tuple[int, bool | None]:
    word = reading.low(at)
    bracket = word == "("
    spot = at + 1 if bracket else at
    word = reading.low(spot)
    if word in ("on", "over") and reading.low(spot + 1) in ("top", "that", "all", "everything"):
        return spot + 2, False
    if word == "is" and reading.low(spot + 1) in ("included", "extra"):
        spot, word = spot + 1, reading.low(spot + 1)
    if word in ("included", "inclusive", "incl", "inc"):
        end = spot + 1 + (reading.low(spot + 1) == "." and not reading.breaks(spot + 1))
        return end + bracket, True
    if word in ("extra", "added", "exclusive", "excl", "additional"):
        return spot + 1 + bracket, False
    if word == "not" and reading.low(spot + 1) == "included":
        return spot + 2 + bracket, False
    return at, None


def _is_noun_phrase(reading: Reading, at: int) -> bool:
    """ "5% tax rebate form": the tax is part of a thing's name."""
    if at >= len(reading.tokens) or reading.tokens[at].kind != WORD or reading.owner[at] is not None:
        return False
    word = reading.low(at)
    return not (reading.bounded(at) or word in ("on", "included", "inclusive", "incl", "inc", "extra", "added", "exclusive", "excl",
                                                "not", "is", "additional", "net", "half", "over", "per"))  # fmt: skip


def _exempt(reading: Reading, at: int) -> Claim | None:
    spot = at + 1
    if reading.low(at) == "not":
        if reading.low(spot) not in ("subject", "including", "applicable"):
            return None
        spot += 1
    while reading.low(spot) in ("from", "of", "to"):
        spot += 1
    name = _name(reading, spot)
    return Claim(at, name[1], FILLER_FIELD) if name else None


def _without_percent(reading: Reading, at: int, spot: int, lead: bool) -> Claim | None:
    name = _name(reading, spot)
    if not name:
        return None
    end = name[1]
    if reading.low(end) in ("exempt", "free", "zero", "n/a", "exempted", "zero-rated"):
        return Claim(at, end + 1, FILLER_FIELD)
    if reading.low(end) == "-" and reading.low(end + 1) in ("exempt", "free"):
        return Claim(at, end + 2, FILLER_FIELD)
    if reading.low(end) == "not" and reading.low(end + 1) in ("applicable", "registered"):
        return Claim(at, end + 2, FILLER_FIELD)
    end, tail = _tail(reading, end)
    if reading.low(end) in ("applies", "applicable", "due"):
        end, tail = end + 1, False
    if (lead or tail is not None) and (reading.bounded(end) or reading.tokens[end].kind in (NUM, PUNCT)):
        if reading.sum_at(end) and not reading.breaks(end):
            return None
        return Claim(without_lead(reading, Claim(at, end, UNRESOLVED)), end, UNRESOLVED)
    return None
