"""Figures and words of a document as they stand on paper and on pages: formatted once, here."""

import datetime as dt
from decimal import Decimal
from typing import Any

from clientkeep.foundation.currencies import decimals
from clientkeep.foundation.ui.figures import write_money

MONTHS = "January February March April May June July August September October November December".split()
UNIT_WORDS = {
    "item": ("", ""),
    "hour": ("hour", "hours"),
    "day": ("day", "days"),
    "week": ("week", "weeks"),
    "month": ("month", "months"),
    "year": ("year", "years"),
    "word": ("word", "words"),
    "page": ("page", "pages"),
    "km": ("km", "km"),
    "mile": ("mile", "miles"),
}


class Figures:
    """Writes one document's amounts for its reader: the firm's locale and currency as frozen on it."""

    def __init__(self, document: Any) -> None:
        seller = document.seller or {}
        self.currency = document.currency
        self.locale = seller.get("locale") or document.workspace.locale
        self.home = seller.get("currency") or document.workspace.currency

    def money(self, minor: int) -> str:
        return write_money(minor, self.currency, self.locale, self.home)

    def price(self, price: Decimal | None) -> str:
        """A unit price with the decimals that it was given, at least those of the currency."""
        if price is None:
            return "—"
        places = decimals(self.currency)
        minor = price.scaleb(places)
        if minor == minor.to_integral_value():
            return self.money(int(minor))
        finest = -price.normalize().as_tuple().exponent
        whole = self.money(int(price) * 10**places)
        point = self.number(Decimal("0.5"))[1]
        fraction = f"{price.normalize():f}".split(".")[1].ljust(finest, "0")
        zeros = point + "0" * places if places else ""
        head, _, tail = whole.rpartition(zeros) if zeros else (whole, "", "")
        return f"{head}{point}{fraction}{tail}"

    def number(self, value: Decimal) -> str:
        text = f"{value.normalize():f}"
        return text.replace(".", ",") if self.locale[:2] in ("de", "fr", "es", "it", "nl", "pt") else text


def long_day(day: dt.date | None, locale: str = "en-US") -> str:
    """Write "15 March 2026", or "March 15, 2026" for readers in the United States."""
    if day is None:
        return ""
    if locale == "en-US":
        return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def quantity_words(line: Any, figures: Figures) -> str:
    """Write "2.5 hours", or the bare number for counted things; nothing for a flat amount."""
    if not line.unit and line.quantity == 1:
        return ""
    one, many = UNIT_WORDS.get(line.unit, ("", ""))
    word = one if line.quantity == 1 else many
    return f"{figures.number(line.quantity)} {word}".strip()


def percent(value: Decimal | str) -> str:
    return f"{Decimal(value).normalize():f}%"
