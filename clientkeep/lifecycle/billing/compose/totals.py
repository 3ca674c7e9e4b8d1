"""The draft's sums: lines, discount, tax, total, each rounded half up to the currency's decimals (rulings 8, 17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

EXACT = Context(prec=80, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Totals:
    """Money in major units, already rounded."""

    subtotal: Decimal
    discount: Decimal
    tax: Decimal
    total: Decimal


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The value half up to so many decimals."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=EXACT)


def line_total(quantity: Decimal, price: Decimal, discount_percent: Decimal | None, decimals: int) -> Decimal:
    """One line's money, rounded once after its own discount."""
    gross = EXACT.multiply(quantity, price)
    if discount_percent is not None:
        gross = EXACT.divide(EXACT.multiply(gross, 100 - discount_percent), Decimal(100))
    return rounded(gross, decimals)


def totals_of(
    lines: Sequence[Decimal],
    discount_percent: Decimal | None,
    discount_amount: Decimal | None,
    tax_percent: Decimal | None,
    tax_inclusive: bool,
    decimals: int,
) -> Totals:
    """Sum rounded lines; tax on what the discount leaves, inclusive tax as the part contained in it."""
    subtotal = rounded(sum(lines, Decimal(0)), decimals)
    discount = rounded(Decimal(0), decimals)
    if discount_percent is not None:
        discount = rounded(EXACT.divide(EXACT.multiply(subtotal, discount_percent), Decimal(100)), decimals)
    elif discount_amount is not None:
        discount = rounded(discount_amount, decimals)
    net = EXACT.subtract(subtotal, discount)
    tax = rounded(Decimal(0), decimals)
    if tax_percent is not None:
        base = 100 + tax_percent if tax_inclusive else Decimal(100)
        tax = rounded(EXACT.divide(EXACT.multiply(net, tax_percent), base), decimals)
    total = net if tax_inclusive else EXACT.add(net, tax)
    return Totals(subtotal, discount, tax, rounded(total, decimals))
