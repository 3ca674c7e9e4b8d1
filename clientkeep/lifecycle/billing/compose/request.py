"""What compose is asked: one text, the day, and the firm's settings (contract: compose.md, Input)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from clientkeep.foundation.currencies import DECIMALS

LONGEST_TEXT = 4000
LOCALES = ("en-US", "en-GB")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class UsageError(Exception):
    """The request itself cannot be read. `field` names the first bad input, `message` says what to do."""

    def __init__(self, field: str, message: str):
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class ClientDefaults:
    """What a client on record brings along where the text is silent; each use is named as assumed."""

    currency: str | None = None
    terms_days: int | None = None
    tax_name: str | None = None
    tax_percent: Decimal | None = None
    hourly_rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One text with the settings it is read under.

    `today` is the day that relative dates count from; `terms_days` the default due date in days
    after the issue date, None for no default; `client_defaults` is keyed by the name on record.
    """

    text: str
    today: datetime.date
    currency: str = "USD"
    locale: str = "en-US"
    clients: Sequence[str] = ()
    terms_days: int | None = 30
    client_defaults: Mapping[str, ClientDefaults] = field(default_factory=dict)

    @classmethod
    def from_mapping(cls, given: Mapping[str, object]) -> Request:
        """Read an input object of the contract; raises UsageError for the first bad field in table order."""
        return cls(
            text=_text(given.get("text")),
            today=_today(given.get("today")),
            currency=_currency(given.get("currency", "USD")),
            locale=_locale(given.get("locale", "en-US")),
            clients=_clients(given.get("clients", [])),
            terms_days=_terms(given.get("terms_days", 30)),
        )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UsageError("text", "Give the text as a string.")
    if not value.strip():
        raise UsageError("text", "Write what the document should say.")
    if len(value) > LONGEST_TEXT:
        raise UsageError("text", f"Shorten the text to {LONGEST_TEXT:,} characters or fewer.")
    return value


def _today(value: object) -> datetime.date:
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise UsageError("today", "Give a real day as YYYY-MM-DD.")


def _currency(value: object) -> str:
    if isinstance(value, str) and value in DECIMALS:
        return value
    raise UsageError("currency", "Give a currency code of ISO 4217, like USD.")


def _locale(value: object) -> str:
    if isinstance(value, str) and value in LOCALES:
        return value
    raise UsageError("locale", "Choose en-US or en-GB.")


def _clients(value: object) -> tuple[str, ...]:
    if isinstance(value, (list, tuple)) and all(isinstance(name, str) for name in value):
        return tuple(value)
    raise UsageError("clients", "Give a list of names.")


def _terms(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise UsageError("terms_days", "Give a whole number of days, 0 or more, or null.")
