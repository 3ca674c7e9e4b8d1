"""The draft that compose returns, and its shape on the wire (contract: compose.md, Output and ruling 46)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.understood import Assumption, Flag, Leftover, Part

from .clauses.deposit import Deposit
from .clauses.discount import Discount
from .clauses.tax import Tax
from .numbers import plain
from .totals import Totals, rounded


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `unit_price` is in major units as written, None where missing; `unit` None for a flat amount."""

    description: str | None
    quantity: Decimal
    unit: str | None
    unit_price: Decimal | None
    discount_percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """A repeating document: every so many units from `starts`, to `ends` or `count` times, or open."""

    every: int
    unit: str
    starts: datetime.date
    ends: datetime.date | None
    count: int | None


@dataclass(frozen=True, slots=True)
class Payment:
    """What a receipt says was paid."""

    amount: Decimal | None
    date: datetime.date
    method: str | None


@dataclass(slots=True)
class Draft:
    """One document as understood, with what was assumed, left over, and readable two ways."""

    kind: str
    currency: str
    issue_date: datetime.date
    client: str | None = None
    client_email: str | None = None
    lines: list[Line] = field(default_factory=list)
    discount: Discount | None = None
    tax: Tax | None = None
    deposit: Deposit | None = None
    due_date: datetime.date | None = None
    valid_until: datetime.date | None = None
    schedule: Schedule | None = None
    payment: Payment | None = None
    reference: str | None = None
    notes: str | None = None
    totals: Totals | None = None
    unresolved: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    assumed: list[Assumption] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)

    def as_contract(self) -> dict[str, object]:
        """The contract's output object: every field present, money and days as strings."""
        decimals = DECIMALS[self.currency]
        totals = self.totals
        return {
            "kind": self.kind,
            "client": self.client,
            "client_email": self.client_email,
            "currency": self.currency,
            "lines": [_line(line, decimals) for line in self.lines],
            "discount": _share(self.discount, decimals),
            "tax": self.tax
            and {"name": self.tax.name, "percent": plain(self.tax.percent), "inclusive": self.tax.inclusive},
            "deposit": _share(self.deposit, decimals),
            "issue_date": self.issue_date.isoformat(),
            "due_date": _day(self.due_date),
            "valid_until": _day(self.valid_until),
            "schedule": _schedule(self.schedule),
            "payment": _payment(self.payment, decimals),
            "reference": self.reference,
            "notes": self.notes,
            "subtotal": totals and money(totals.subtotal, decimals),
            "discount_total": totals and money(totals.discount, decimals),
            "tax_total": totals and money(totals.tax, decimals),
            "total": totals and money(totals.total, decimals),
            "unresolved": list(self.unresolved),
        }


def money(value: Decimal, decimals: int) -> str:
    """Money with the currency's own decimals."""
    return f"{rounded(value, decimals):f}"


def unit_price(value: Decimal, decimals: int) -> str:
    """A unit price with the currency's decimals, or with its own where it is finer (ruling 8)."""
    if -value.as_tuple().exponent > decimals and value != rounded(value, decimals):
        return f"{value:f}"
    return money(value, decimals)


def _line(line: Line, decimals: int) -> dict[str, object]:
    return {
        "description": line.description,
        "quantity": plain(line.quantity),
        "unit": line.unit,
        "unit_price": None if line.unit_price is None else unit_price(line.unit_price, decimals),
        "discount_percent": None if line.discount_percent is None else plain(line.discount_percent),
    }


def _share(share: Discount | Deposit | None, decimals: int) -> dict[str, str] | None:
    if share is None:
        return None
    if share.percent is not None:
        return {"percent": plain(share.percent)}
    return {"amount": money(share.amount, decimals)}


def _schedule(schedule: Schedule | None) -> dict[str, object] | None:
    if schedule is None:
        return None
    return {
        "every": schedule.every,
        "unit": schedule.unit,
        "starts": schedule.starts.isoformat(),
        "ends": _day(schedule.ends),
        "count": schedule.count,
    }


def _payment(payment: Payment | None, decimals: int) -> dict[str, object] | None:
    if payment is None:
        return None
    amount = None if payment.amount is None else money(payment.amount, decimals)
    return {"amount": amount, "date": payment.date.isoformat(), "method": payment.method}


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
