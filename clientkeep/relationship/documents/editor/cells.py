"""What stands in a cell of the editor: text as a person types it in the firm's locale, and back.

"1,200.50" and "1.200,50" are read by the locale alone; what does not fit it is refused, never guessed.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from clientkeep.foundation.currencies import decimals
from clientkeep.foundation.errors import Invalid

from ..drafting import number as checked_number
from ..wording import UNIT_WORDS

UNIT_NAMES = {
    **{unit: unit for unit in UNIT_WORDS},
    **{many: unit for unit, (_, many) in UNIT_WORDS.items() if many},
    "h": "hour", "hr": "hour", "hrs": "hour", "d": "day", "wk": "week", "wks": "week", "mo": "month", "yr": "year",
    "yrs": "year", "mi": "mile", "miles": "mile", "items": "item", "pc": "item", "pcs": "item", "piece": "item",
    "pieces": "item",
}  # fmt: skip
_SPACES = " \u00a0\u202f\u2009\u2019'"
_TAX = re.compile(r"^(?P<name>.*?)\s*(?P<percent>\d+(?:[.,]\d+)?)\s*%?\s*(?P<compound>compound)?$", re.IGNORECASE)
_BETWEEN_TAXES = re.compile(r"[;+]|,(?!\d)")
_FINEST = 6


class Cells:
    """Reads and writes the cells of one document: its locale's separators, its currency's sign and decimals."""

    def __init__(self, locale: str, currency: str) -> None:
        self.locale, self.currency = locale, currency
        self.point, self.group = _separators(locale)

    def read_number(self, text: str, field: str, most: Decimal | None = None) -> Decimal:
        """Read an exact number of zero or more. Raises Invalid naming the field."""
        plain = self._plain(text.strip(), field)
        value = checked_number(plain, field, **({} if most is None else {"most": most}))
        if -value.as_tuple().exponent > _FINEST and value != round(value, _FINEST):
            raise Invalid("Use six decimals at most.", field)
        return value

    def write_number(self, value: Decimal | None) -> str:
        """Write a number as its cell shows it: no groups, no needless zeros."""
        return "" if value is None else f"{value.normalize():f}".replace(".", self.point)

    def read_price(self, text: str, field: str) -> Decimal | None:
        """Read a unit price, with or without its currency; None where the cell is empty."""
        bare = self._without_currency(text)
        return self.read_number(bare, field) if bare else None

    def write_price(self, value: Decimal | None) -> str:
        """Write a price with at least the currency's decimals."""
        if value is None:
            return ""
        places = max(decimals(self.currency), -value.normalize().as_tuple().exponent)
        return f"{value:.{places}f}".replace(".", self.point)

    def read_quantity(self, text: str, field: str) -> tuple[Decimal, str]:
        """Read "3 hours", "2.5 h", "4"; an empty cell is one."""
        text = text.strip()
        if not text:
            return Decimal(1), ""
        found = re.match(r"^(.*?)\s*([^\W\d_]+)?$", text)
        word = (found[2] or "").lower()
        if word and word not in UNIT_NAMES:
            raise Invalid(f"{found[2]} is not a unit. Use {', '.join(UNIT_WORDS)}, or only a number.", field)
        return self.read_number(found[1] or "1", field), UNIT_NAMES.get(word, "")

    def write_quantity(self, quantity: Decimal, unit: str) -> str:
        """Write "3 hours"; nothing for a single flat thing."""
        if not unit and quantity == 1:
            return ""
        one, many = UNIT_WORDS.get(unit) or ("", "")
        word = (one if quantity == 1 else many) or unit
        return f"{self.write_number(quantity)} {word}".strip()

    def read_percent(self, text: str, field: str) -> Decimal | None:
        """Read "10%" or "10"; None where the cell is empty."""
        bare = text.strip().removesuffix("%").strip()
        return self.read_number(bare, field, most=Decimal(100)) if bare else None

    def write_percent(self, value: Decimal | None) -> str:
        return f"{self.write_number(value)}%" if value is not None else ""

    def read_share(self, text: str, field: str) -> tuple[Decimal | None, int | None]:
        """Read a percent ("10%") or an amount ("150.00", in minor units); (None, None) where the cell is empty."""
        text = text.strip()
        if text.endswith("%"):
            return self.read_percent(text, field), None
        amount = self.read_price(text, field)
        if amount is None:
            return None, None
        minor = amount.scaleb(decimals(self.currency))
        if minor != minor.to_integral_value():
            raise Invalid(f"{self.currency} has {decimals(self.currency)} decimals. Write it with no more.", field)
        return None, int(minor)

    def write_share(self, percent: Decimal | None, minor: int | None) -> str:
        if percent is not None:
            return self.write_percent(percent)
        return "" if minor is None else self.write_price(Decimal(minor).scaleb(-decimals(self.currency)))

    def read_taxes(self, text: str, field: str) -> list[dict[str, Any]]:
        """Read "VAT 20%", or several: "GST 5% + QST 9.975% compound"."""
        taxes = []
        for part in filter(None, (part.strip() for part in _BETWEEN_TAXES.split(text))):
            found = _TAX.match(part)
            if not found:
                raise Invalid("Write a tax with its percent, such as VAT 20%. Put + between several.", field)
            percent = checked_number(found["percent"].replace(",", "."), field, most=Decimal(100))
            tax = {"name": found["name"].strip()[:30] or "Tax", "percent": f"{percent.normalize():f}"}
            taxes.append({**tax, "compound": True} if found["compound"] else tax)
        return taxes

    def write_taxes(self, taxes: Sequence[Mapping[str, Any]]) -> str:
        return " + ".join(
            f"{tax['name']} {self.write_number(Decimal(tax['percent']))}%{' compound' if tax.get('compound') else ''}"
            for tax in taxes
        )

    def _plain(self, text: str, field: str) -> str:
        whole, point, fraction = text.partition(self.point)
        group = re.escape(self.group) if self.group not in _SPACES else f"[{_SPACES}]"
        grouped = re.fullmatch(rf"\d{{1,3}}(?:{group}\d{{2,3}})*{group}\d{{3}}", whole, re.ASCII)
        if grouped:
            whole = re.sub(group, "", whole)
        if re.search(r"[.,]", whole + fraction) and re.fullmatch(r"[\d.,\s]+", text):
            raise Invalid(f"Write it like {self._sample()}.", field)
        return whole + ("." + fraction if point else "")

    def _sample(self) -> str:
        return f"1200{self.point}50"

    def _without_currency(self, text: str) -> str:
        from clientkeep.foundation.ui.figures import currency_sign

        text = text.strip()
        for sign in (self.currency, currency_sign(self.currency, self.locale, self.currency)):
            if text.upper().startswith(sign.upper()):
                return text[len(sign) :].strip()
            if text.upper().endswith(sign.upper()):
                return text[: -len(sign)].strip()
        return text


def _separators(locale: str) -> tuple[str, str]:
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_decimal_symbol, get_group_symbol

    try:
        known = Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        known = Locale.parse("en")
    return get_decimal_symbol(known, numbering_system="latn"), get_group_symbol(known, numbering_system="latn")
