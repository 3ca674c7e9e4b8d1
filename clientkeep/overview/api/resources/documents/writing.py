"""From what a program sends to what a draft is made of; sums that were sent must be the ones that are counted."""

from decimal import Decimal
from typing import Any

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.money import Money
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.defaults import usual_taxes
from clientkeep.relationship.documents.models import Document

from .shapes import DocumentGiven, LineGiven, ShareGiven

SUMS = {
    "subtotal": "subtotal_minor", "discount_total": "discount_total_minor", "tax_total": "tax_total_minor",
    "total": "total_minor",
}  # fmt: skip
# Null for these means "as usual", and so does leaving them out.
USUAL = ("currency", "issue_date")


def values_of(given: DocumentGiven, client: Client, currency: str) -> dict[str, Any]:
    """Return what Document.draft and rewrite take, of the fields that were sent."""
    values = given.values()
    for name in (*SUMS, "kind", "client_id", "issue", "version"):
        values.pop(name, None)
    for name in USUAL:
        if values.get(name, "") is None:
            del values[name]
    for name in ("discount", "deposit"):
        if name in values:
            values |= _share(name, values.pop(name), currency)
    if "lines" in values:
        usual = usual_taxes(client.workspace, client)
        values["lines"] = [_line(line, usual) for line in given.lines]
    if values.get("repeat"):
        values["repeat"] = _repeat(given)
    if values.get("payment"):
        paid = given.payment
        values["payment"] = {
            "amount": str(Money.of(paid.amount, currency)), "date": paid.date.isoformat(), "method": paid.method,
        }  # fmt: skip
    return values


def check_sums(document: Document, given: DocumentGiven) -> None:
    """Raise Invalid where a sum that was sent is not the one that the lines give."""
    for name, stored in SUMS.items():
        sent = getattr(given, name)
        if sent is not None:
            _check(sent, getattr(document, stored), document.currency, name)
    if "lines" in given.model_fields_set:
        for place, (sent, line) in enumerate(zip(given.lines, document.lines.all(), strict=True)):
            if sent.amount is not None:
                _check(sent.amount, line.amount_minor, document.currency, f"lines[{place}].amount")


def _check(sent: Decimal, minor: int, currency: str, field: str) -> None:
    counted = Money(minor, currency)
    if sent != counted.major:
        raise Invalid(f"The lines give {counted} {currency}. Leave this out, or send what they give.", field, "sum_differs")


def _share(name: str, given: ShareGiven | None, currency: str) -> dict[str, Any]:
    percent, amount = (given.percent, given.amount) if given else (None, None)
    if percent is not None and amount is not None:
        raise Invalid(f"Give the {name} as a percent or as an amount, not both.", name)
    minor = None if amount is None else Money.of(amount, currency).minor
    return {f"{name}_percent": percent, f"{name}_minor": minor}


def _line(given: LineGiven, usual: list[dict[str, str]]) -> dict[str, Any]:
    taxes = usual if given.taxes is None else [
        {"name": tax.name, "percent": str(tax.percent), "compound": tax.compound} for tax in given.taxes
    ]  # fmt: skip
    return {
        "description": given.description, "quantity": given.quantity, "unit": given.unit, "unit_price": given.unit_price,
        "discount_percent": given.discount_percent, "taxes": taxes,
    }  # fmt: skip


def _repeat(given: DocumentGiven) -> dict[str, Any]:
    repeat = given.repeat
    starts = repeat.starts or given.issue_date
    return {
        "every": repeat.every, "unit": repeat.unit, "count": repeat.count,
        "starts": starts.isoformat() if starts else None, "ends": repeat.ends.isoformat() if repeat.ends else None,
    }  # fmt: skip
