"""What a draft may be made of: plain values from a form, the API or a sentence, checked field by field."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.money import LARGEST_MAJOR

from .line import UNITS, Line
from .pricing.rules import MOST_LINES
from .repeating import checked_repeat

FIELDS = (
    "title currency issue_date due_date valid_until reference notes terms prices_include_tax discount_percent "
    "discount_minor deposit_percent deposit_minor repeat payment"
).split()
DATES = ("issue_date", "due_date", "valid_until")
LONGEST_TEXT = {"title": 200, "reference": 100, "notes": 20_000, "terms": 20_000}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def take_fields(document: Any, values: Mapping[str, Any]) -> None:
    """Put checked values of FIELDS on a draft. Raises Invalid naming the field; unknown names are refused."""
    for name in values:
        if name not in FIELDS and name != "lines":
            raise Invalid(f"{name} is not a field that you can set.", name)
    for name in FIELDS:
        if name in values:
            setattr(document, name, _checked(name, values[name]))
    if document.discount_percent is not None and document.discount_minor is not None:
        raise Invalid("Give the discount as a percent or as an amount, not both.", "discount")
    if document.deposit_percent is not None and document.deposit_minor is not None:
        raise Invalid("Give the deposit as a percent or as an amount, not both.", "deposit")
    if document.due_date and document.issue_date and document.due_date < document.issue_date:
        raise Invalid("The due date cannot be before the issue date.", "due_date")
    if document.valid_until and document.issue_date and document.valid_until < document.issue_date:
        raise Invalid("The document cannot expire before its issue date.", "valid_until")


def make_lines(document: Any, rows: Sequence[Mapping[str, Any]]) -> list[Line]:
    """Return unsaved lines from plain rows. Raises Invalid naming lines[n].field."""
    if len(rows) > MOST_LINES:
        raise Invalid(f"A document holds {MOST_LINES:,} lines at most.", "lines")
    return [_line(document, place, row) for place, row in enumerate(rows)]


def number(
    value: Any, field: str, least: Decimal | None = Decimal(0), most: Decimal = Decimal(LARGEST_MAJOR)
) -> Decimal:
    """Return an exact Decimal from text or a number. Raises Invalid for NaN, infinities, full-width digits, `1_000`."""
    text = str(value).strip()
    if isinstance(value, bool) or not text.isascii() or "_" in text or len(text) > 40:
        raise Invalid("Enter a number such as 1200.50.", field)
    try:
        parsed = Decimal(text)
    except InvalidOperation:
        raise Invalid("Enter a number such as 1200.50.", field) from None
    if not parsed.is_finite() or abs(parsed.adjusted()) > 30:
        raise Invalid("Enter a number such as 1200.50.", field)
    if least is not None and parsed < least:
        raise Invalid("Enter a number that is not negative. A credit note takes money back.", field)
    if parsed > most:
        raise Invalid(f"Enter at most {most:,f}.", field)
    return parsed


def _checked(name: str, value: Any) -> Any:
    if name == "currency":
        if value not in DECIMALS:
            raise Invalid("Choose a currency of ISO 4217, such as USD.", "currency")
        return value
    if name in DATES:
        return _date(name, value)
    if name in ("discount_percent", "deposit_percent"):
        return None if value in (None, "") else number(value, name, most=Decimal(100))
    if name in ("discount_minor", "deposit_minor"):
        return None if value is None else int(number(value, name, most=Decimal(10**15)))
    if name in LONGEST_TEXT:
        text = _readable(value)
        if len(text) > LONGEST_TEXT[name]:
            raise Invalid(f"Keep it under {LONGEST_TEXT[name]:,} characters.", name)
        return text
    return checked_repeat(value) if name == "repeat" else value


def _readable(value: Any) -> str:
    """Text without outer spaces and control signs, which no paper can show and no database need keep."""
    return _CONTROL.sub("", str(value or "")).strip()


def _date(name: str, value: Any) -> dt.date | None:
    if value in (None, ""):
        return None
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise Invalid("Enter a date such as 2026-03-31.", name) from None


def _line(document: Any, place: int, row: Mapping[str, Any]) -> Line:
    at = f"lines[{place}]"
    known = {"description", "quantity", "unit", "unit_price", "discount_percent", "taxes"}
    if unknown := set(row) - known:
        raise Invalid(f"{sorted(unknown)[0]} is not a field of a line.", f"{at}.{sorted(unknown)[0]}")
    unit = row.get("unit") or ""
    if unit and unit not in UNITS:
        raise Invalid(f"Choose a unit: {', '.join(UNITS)}.", f"{at}.unit")
    description = _readable(row.get("description"))
    if len(description) > 2000:
        raise Invalid("Keep a description under 2,000 characters.", f"{at}.description")
    price, off = row.get("unit_price"), row.get("discount_percent")
    return Line(
        document=document,
        position=place,
        description=description,
        quantity=number(row.get("quantity", 1), f"{at}.quantity"),
        unit=unit,
        unit_price=None if price in (None, "") else number(price, f"{at}.unit_price"),
        discount_percent=None if off in (None, "") else number(off, f"{at}.discount_percent", most=Decimal(100)),
        taxes=[_tax(tax, f"{at}.taxes") for tax in row.get("taxes") or []],
    )


def _tax(tax: Mapping[str, Any], at: str) -> dict[str, Any]:
    if not isinstance(tax, Mapping) or not str(tax.get("name", "")).strip():
        raise Invalid("Give each tax a name and a percent.", at)
    percent = number(tax.get("percent"), at, most=Decimal(100))
    made = {"name": str(tax["name"]).strip()[:30], "percent": f"{percent.normalize():f}"}
    return {**made, "compound": True} if tax.get("compound") else made
