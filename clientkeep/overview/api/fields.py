"""The kinds of values that programs send. Money and other decimals travel as text ("2400.00") or whole numbers."""

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    WithJsonSchema,
)

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.money import Money

_NUMBER = re.compile(r"[0-9]{1,13}(\.[0-9]{1,6})?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_LARGEST = 10**12


class Given(BaseModel):
    """A body. What it does not know is refused by name."""

    model_config = ConfigDict(extra="forbid")

    def values(self) -> dict[str, Any]:
        """Only what was sent."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class Told(BaseModel):
    """A part of an answer."""


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError('Send the number as text, such as "2400.50".')
    text = str(value) if isinstance(value, str) or abs(value) <= _LARGEST else ""
    if text.startswith("-") and _NUMBER.fullmatch(text[1:]):
        raise ValueError("Send a number that is not negative. A credit note takes money back.")
    if not _NUMBER.fullmatch(text) or Decimal(text) > _LARGEST:
        raise ValueError('Send a number such as "2400.50": at most 1000000000000, at most 6 decimals.')
    return Decimal(text)


def _day(value: Any) -> dt.date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError("Send a day such as 2026-03-31.")


def _moment(value: Any) -> dt.datetime:
    if isinstance(value, str) and len(value) <= 40 and value.isascii():
        try:
            at = dt.datetime.fromisoformat(value.upper().replace("Z", "+00:00"))
            if at.tzinfo is not None:
                return at.astimezone(dt.UTC)
        except (ValueError, OverflowError):
            pass
    raise ValueError("Send a moment with its zone, such as 2026-03-31T09:30:00Z.")


def _no_nul(text: str) -> str:
    if "\x00" in text:
        raise ValueError("Leave out the character U+0000.")
    return text


def _currency(code: Any) -> str:
    if not isinstance(code, str) or code not in DECIMALS:
        raise ValueError("Send a currency of ISO 4217, such as USD.")
    return code


def Text(most: int, least: int = 0) -> Any:
    """Text of at most so many characters."""
    return Annotated[StrictStr, Field(min_length=least, max_length=most), AfterValidator(_no_nul)]


_AS_NUMBER = {
    "anyOf": [
        {"type": "string", "pattern": r"^[0-9]{1,12}(\.[0-9]{1,6})?$"},
        {"type": "integer", "minimum": 0, "maximum": _LARGEST},
    ],
    "examples": ["2400.00"],
}
Number = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema(_AS_NUMBER)]
Day = Annotated[dt.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[dt.datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
Currency = Annotated[str, BeforeValidator(_currency), WithJsonSchema({"type": "string", "enum": sorted(DECIMALS)})]
Flag = StrictBool
Whole = StrictInt
Version = Annotated[StrictInt, Field(ge=1, le=2**31 - 1, description="The version that you read: 409 if it changed since")]


def money(amount: Decimal, currency: str, field: str = "amount") -> Money:
    """Return exact money. Raises Invalid for nothing, and for more decimals than the currency has."""
    places = DECIMALS[currency]
    if -amount.normalize().as_tuple().exponent > places:
        raise Invalid(f"{currency} has {places or 'no'} decimals.", field)
    if amount <= 0:
        raise Invalid("Send an amount above zero.", field)
    return Money.of(amount, currency)
