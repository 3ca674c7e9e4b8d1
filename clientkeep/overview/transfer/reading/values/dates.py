"""Dates in a file. Whether the day or the month comes first is one question for the whole file."""

import re
from collections.abc import Iterable
from datetime import date
from enum import Enum

from .reading import Read

_PARTED = re.compile(r"^(\d{1,4})\s*[./\- ]\s*(\d{1,2})\s*[./\- ]\s*(\d{1,4})(?:[T,\s].*)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_WORDED = re.compile(r"^(?:[^\W\d]+\.?,?\s+)??(?:(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:de\s+)?([^\W\d]+)\.?|([^\W\d]+)\.?\s+(\d{1,2})"
                     r"(?:st|nd|rd|th)?),?\s*(?:de[l]?\s+)?(\d{4})(?:[,\s].*)?$")  # fmt: skip
_MONTHS = (
    "jan january januar jänner janvier janv enero ene",
    "feb february februar février fevrier févr fev febrero",
    "mar march märz maerz mrz mär mars marzo",
    "apr april avril avr abril abr",
    "may mai mayo",
    "jun june juni juin junio",
    "jul july juli juillet juil julio",
    "aug august août aout agosto ago",
    "sep sept september septembre septiembre",
    "oct okt october oktober octobre octubre",
    "nov november novembre noviembre",
    "dec dez december dezember décembre decembre déc diciembre dic",
)
_MONTH = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}


class DateOrder(Enum):
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


def read_date(text: str, order: DateOrder | None = None) -> Read[date]:
    """A calendar date; a time behind it is dropped. Without `order`, '03/04/2026' is a problem, not a guess."""
    word = text.strip()
    if not word:
        return Read()
    if len(word) > 60:
        return Read(problem=f"“{word[:40]}…” is not a date.")
    parted, compact, worded = _PARTED.match(word), _COMPACT.match(word), _WORDED.match(word)
    if parted:
        return _from_parts(text, parted, order)
    if compact:
        return _made(text, *map(int, compact.groups()))
    if worded:
        month = _MONTH.get((worded[2] or worded[3]).casefold())
        if month:
            return _made(text, int(worded[5]), month, int(worded[1] or worded[4]))
    return Read(problem=f"“{text[:40]}” is not a date.")


def date_order(values: Iterable[str]) -> DateOrder | None:
    """The order that the column proves by a number above 12; None when nothing does (or the values disagree)."""
    proofs = {proof for proof in map(_proof, values) if proof}
    return proofs.pop() if len(proofs) == 1 else None


def date_order_needed(values: Iterable[str]) -> bool:
    """True when a value can be read two ways and the column does not prove the order: ask once per file."""
    values = list(values)
    return date_order(values) is None and any("two ways" in read_date(value).problem for value in values)


def _proof(text: str) -> DateOrder | None:
    parted = _PARTED.match(text[:60].strip())
    if not parted or len(parted[1]) > 2:
        return None
    first, second = int(parted[1]), int(parted[2])
    if first > 12 >= second:
        return DateOrder.DAY_FIRST
    return DateOrder.MONTH_FIRST if second > 12 >= first else None


def _from_parts(text: str, parted: re.Match[str], order: DateOrder | None) -> Read[date]:
    first, second, third = parted[1], parted[2], parted[3]
    if len(first) > 2:
        return _made(text, int(first), int(second), int(third))
    year = int(third) + (0 if len(third) > 2 else 2000 if int(third) < 70 else 1900)
    order = _proof(text) or order
    if first == second or (order is None and int(first) == int(second)):
        return _made(text, year, int(second), int(first))
    if order is None:
        return Read(problem=f"“{text[:40]}” can be read two ways: say whether the day or the month comes first.")
    day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
    return _made(text, year, int(month), int(day))


def _made(text: str, year: int, month: int, day: int) -> Read[date]:
    try:
        return Read(date(year, month, day))
    except ValueError:
        return Read(problem=f"“{text[:40]}” is not a date.")
