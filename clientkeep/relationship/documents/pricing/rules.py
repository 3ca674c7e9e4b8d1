"""Totals of a document by one pure function.

Rules: each line is quantity × unit price less its discount, rounded half up to the currency's minor unit.
The document discount is spread over the lines by largest remainder. Tax is counted per rate on the sum of
its lines ("document") or on each line ("line"), rounded half up. Inclusive prices contain their taxes.
A compound tax is counted on the base with the ordinary taxes added.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.money import half_up, share

MOST_LINES = 1000
LARGEST_MINOR = 10**17


@dataclass(frozen=True, slots=True)
class Tax:
    """A tax by name and percent; `compound` counts on top of the others."""

    name: str
    percent: Decimal
    compound: bool = False


@dataclass(frozen=True, slots=True)
class PricedLine:
    """What a line costs: quantity, unit price in major units, discount in percent, its taxes."""

    quantity: Decimal
    unit_price: Decimal
    discount_percent: Decimal | None = None
    taxes: tuple[Tax, ...] = ()


@dataclass(frozen=True, slots=True)
class Discount:
    """Off the whole document: a percent, or an amount in minor units."""

    percent: Decimal | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class TaxSum:
    """What one tax comes to: the base and the amount, in minor units."""

    tax: Tax
    base: int
    amount: int


@dataclass(frozen=True, slots=True)
class Totals:
    """All figures of a document, in minor units."""

    lines: list[int]
    subtotal: int
    discount: int
    taxes: list[TaxSum] = field(default_factory=list)
    tax: int = 0
    total: int = 0


def totals(
    lines: Sequence[PricedLine],
    decimals: int,
    discount: Discount | None = None,
    inclusive: bool = False,
    rounding: str = "document",
) -> Totals:
    """Return the totals of a document whose currency has `decimals` places.

    Raises Invalid for a negative or over-large figure, or a discount above the subtotal.
    """
    if len(lines) > MOST_LINES:
        raise Invalid(f"A document holds {MOST_LINES:,} lines at most.", "lines")
    with localcontext(prec=90):
        amounts = [_line_amount(line, decimals, place) for place, line in enumerate(lines, 1)]
        subtotal = sum(amounts)
        off = _discount_amount(discount, subtotal)
        nets = [amount - part for amount, part in zip(amounts, share(off, amounts), strict=True)]
        taxes = _tax_sums(lines, nets, inclusive, rounding)
    tax = sum(part.amount for part in taxes)
    total = subtotal - off + (0 if inclusive else tax)
    if total > LARGEST_MINOR:
        raise Invalid("The total is too large.", "lines")
    return Totals(amounts, subtotal, off, taxes, tax, total)


def _line_amount(line: PricedLine, decimals: int, place: int) -> int:
    for name, value in (("quantity", line.quantity), ("unit price", line.unit_price)):
        if not value.is_finite() or value < 0:
            raise Invalid(f"Line {place}: the {name} cannot be negative. Write a credit note instead.", "lines")
    percent = line.discount_percent or Decimal(0)
    if not 0 <= percent <= 100:
        raise Invalid(f"Line {place}: the discount must be between 0 and 100 percent.", "lines")
    amount = half_up((line.quantity * line.unit_price * (100 - percent) / 100).scaleb(decimals))
    if amount > LARGEST_MINOR:
        raise Invalid(f"Line {place}: the amount is too large.", "lines")
    return amount


def _discount_amount(discount: Discount | None, subtotal: int) -> int:
    if discount is None:
        return 0
    if discount.amount is not None:
        if not 0 <= discount.amount <= subtotal:
            raise Invalid("The discount must be between nothing and the subtotal.", "discount")
        return discount.amount
    percent = discount.percent or Decimal(0)
    if not 0 <= percent <= 100:
        raise Invalid("The discount must be between 0 and 100 percent.", "discount")
    return half_up(subtotal * percent / 100)


def _tax_sums(lines: Sequence[PricedLine], nets: list[int], inclusive: bool, rounding: str) -> list[TaxSum]:
    sums: dict[Tax, list[int]] = {}
    for taxes, base in _groups(lines, nets, rounding):
        for tax, tax_base, amount in _taxes_on(taxes, base, inclusive):
            row = sums.setdefault(tax, [0, 0])
            row[0] += tax_base
            row[1] += amount
    if not inclusive and rounding == "document":
        _count_whole_rates(sums)
    return [TaxSum(tax, base, amount) for tax, (base, amount) in sums.items()]


def _groups(lines: Sequence[PricedLine], nets: list[int], rounding: str) -> list[tuple[tuple[Tax, ...], int]]:
    if rounding == "line":
        return [(line.taxes, net) for line, net in zip(lines, nets, strict=True)]
    groups: dict[tuple[Tax, ...], int] = {}
    for line, net in zip(lines, nets, strict=True):
        groups[line.taxes] = groups.get(line.taxes, 0) + net
    return list(groups.items())


def _taxes_on(taxes: tuple[Tax, ...], base: int, inclusive: bool) -> list[tuple[Tax, int, int]]:
    plain = 100 + sum((tax.percent for tax in taxes if not tax.compound), Decimal(0))
    compound = 100 + sum((tax.percent for tax in taxes if tax.compound), Decimal(0))
    # One division at the end: an exact half must not be lost to a quotient that was cut off before.
    whole = plain * compound if inclusive else Decimal(10_000)
    rows = []
    for tax in taxes:
        on = base * (plain * 100 if tax.compound else Decimal(10_000))
        rows.append((tax, half_up(on / whole) if inclusive else base, half_up(on * tax.percent / (whole * 100))))
    return rows


def _count_whole_rates(sums: dict[Tax, list[int]]) -> None:
    """Round once per rate over all groups, as the rule says, where lines with unlike tax sets share a rate."""
    for tax, row in sums.items():
        if not tax.compound:
            row[1] = half_up(row[0] * tax.percent / 100)
