"""Money: an integer of minor units and an ISO 4217 code. Currencies are never added together."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .currencies import DECIMALS
from .errors import Invalid

LARGEST_MAJOR = 10**12


def half_up(value: Decimal) -> int:
    """Round to a whole number, halves away from zero (the product's one rounding)."""
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


class CurrencyMismatch(Invalid):
    """Two currencies met in one sum."""


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount: `minor` units (cents, yen, fils) of `currency`."""

    minor: int
    currency: str

    @classmethod
    def of(cls, major: Decimal | int | str, currency: str) -> "Money":
        """Make money from major units, rounded half up to the currency's own decimals.

        Raises Invalid for an unknown currency or an amount of 10^12 or more.
        """
        places = DECIMALS.get(currency)
        if places is None:
            raise Invalid(f"{currency} is not a currency of ISO 4217.", "currency")
        amount = Decimal(major)
        if not amount.is_finite() or abs(amount) >= LARGEST_MAJOR:
            raise Invalid("The amount is too large. Enter less than 1,000,000,000,000.", "amount")
        return cls(half_up(amount.scaleb(places)), currency)

    @property
    def major(self) -> Decimal:
        """The amount in major units, exact."""
        return Decimal(self.minor).scaleb(-DECIMALS[self.currency])

    def __str__(self) -> str:
        return f"{self.major:f}"

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __lt__(self, other: "Money") -> bool:
        self._same(other)
        return self.minor < other.minor

    def __le__(self, other: "Money") -> bool:
        self._same(other)
        return self.minor <= other.minor

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} cannot be added.", "currency")


def share(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` minor units by `weights` so that the parts sum to it exactly (largest remainder first)."""
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    remainders = [total * weight % whole for weight in weights]
    short = total - sum(parts)
    for index in sorted(range(len(weights)), key=lambda i: (-remainders[i], i))[:short]:
        parts[index] += 1
    return parts
