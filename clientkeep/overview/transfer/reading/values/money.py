"""Amounts as tools and countries write them. What can be read two ways is never guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .reading import Read

_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009\u2007'’`"))
_MINUS = str.maketrans({"−": "-", "–": "-", "‒": "-", "﹣": "-", "－": "-"})
_SIGNS = {"€": "EUR", "£": "GBP", "₹": "INR", "₦": "NGN", "₩": "KRW", "₺": "TRY", "₽": "RUB", "₴": "UAH", "₫": "VND",
          "฿": "THB", "₪": "ILS", "zł": "PLN", "Kč": "CZK", "US$": "USD", "A$": "AUD", "C$": "CAD", "CA$": "CAD",
          "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "R$": "BRL", "MX$": "MXN", "CHF": "CHF", "Fr.": "CHF",
          "$": "", "¥": "", "kr": "", "kr.": "", "R": ""}  # fmt: skip
_BRACKETED = re.compile(r"^([^()]*)\(([^()]*)\)([^()]*)$")
_BODY = re.compile(
    r"^(?P<before>[^\d.,+-]*)(?P<sign>[+-]?)(?P<mid>[^\d.,+-]*)(?P<number>[\d.,]*\d[\d.,]*)(?P<after>.*)$"
)
_DIGITS_AT_MOST = 18


@dataclass(frozen=True, slots=True)
class Amount:
    """`currency` is the ISO code that the cell itself names, or ''. `-142.85` is money owed the other way."""

    value: Decimal
    currency: str = ""


def amount(text: str, decimal_mark: str = "") -> Read[Amount]:
    """Read '$1,234.50', '1.234,50 €', '(12.00)', '12-', 'EUR 5'. '-' and '' are no amount.

    `decimal_mark` ('.' or ',') settles what is unclear alone, such as '1.234'; without it that is a problem.
    """
    cleaned = text[:80].strip().translate(_MINUS).translate(_SPACES)
    if cleaned in {"", "-", "--"}:
        return Read()
    bracketed = _BRACKETED.match(cleaned)
    body = _BODY.match("".join(bracketed.groups()) if bracketed else cleaned)
    if body is None or len(text) > 60:
        return Read(problem=f"“{text[:40]}” is not an amount.")
    after = body["after"]
    trailing_minus = after.startswith("-") or after.endswith("-")
    currency = _currency(body["before"] + body["mid"], after.strip("-"))
    number = _plain(body["number"], decimal_mark)
    if currency is None or number == "":
        return Read(problem=f"“{text[:40]}” is not an amount.")
    if number is None:
        return Read(
            problem=f"“{text[:40]}” can be read two ways: say whether the comma or the point is the decimal mark."
        )
    negative = bool(bracketed) or body["sign"] == "-" or "-" in body["before"] + body["mid"] or trailing_minus
    return Read(Amount(-Decimal(number) if negative else Decimal(number), currency))


def decimal_mark(values: Iterable[str]) -> str | None:
    """'.' or ',' when the column shows which is meant; None when nothing does (or both are used)."""
    seen = {mark for mark in map(_shown_mark, values) if mark}
    return seen.pop() if len(seen) == 1 else None


def decimal_mark_needed(values: Iterable[str]) -> bool:
    """True when a value of the column can be read two ways and no other value settles it."""
    values = list(values)
    return decimal_mark(values) is None and any("read two ways" in amount(value).problem for value in values)


def _shown_mark(text: str) -> str:
    marks = re.sub(r"[^\d.,]", "", text).rstrip(".,")
    point, comma = marks.rfind("."), marks.rfind(",")
    if point >= 0 and comma >= 0:
        return "." if point > comma else ","
    mark = "." if point >= 0 else "," if comma >= 0 else ""
    if not mark:
        return ""
    if marks.count(mark) > 1:
        return "," if mark == "." else "."
    whole, _, rest = marks.partition(mark)
    return mark if len(rest) != 3 or len(whole) > 3 or whole in {"", "0"} else ""


def _plain(number: str, mark: str) -> str | None:
    """Digits with a point at most; None for two readings; '' for what is no number."""
    number = number.rstrip(".,")
    if not number.isascii() or sum(map(str.isdigit, number)) > _DIGITS_AT_MOST:
        return ""
    if "." not in number and "," not in number:
        return number
    mark = mark or _shown_mark(number)
    if not mark:
        return None
    group = "," if mark == "." else "."
    whole, _, rest = number.partition(mark)
    sound_groups = re.fullmatch(rf"\d*|\d{{1,3}}(?:[{group}]\d{{2,3}})*[{group}]\d{{3}}", whole)
    if not sound_groups or not re.fullmatch(r"\d*", rest):
        return ""
    return (whole.replace(group, "") or "0") + ("." + rest if rest else "")


def _currency(before: str, after: str) -> str | None:
    """ISO code; '' when none or a sign of several currencies; None when the letters are no currency."""
    from .currencies import currency_code

    word = (before.replace("-", "") or after).strip()
    if before.replace("-", "").strip() and after.strip():
        return None
    if not word:
        return ""
    if word in _SIGNS:
        return _SIGNS[word]
    return currency_code(word).value
