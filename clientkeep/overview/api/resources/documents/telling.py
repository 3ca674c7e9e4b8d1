"""A document as plain values."""

import datetime as dt
from decimal import Decimal
from typing import Any

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.money import Money
from clientkeep.relationship.documents.models import Document

from ...answers import day, decimal, moment


def tell_row(document: Document, today: dt.date) -> dict[str, Any]:
    """What a list shows."""
    return {
        "id": str(document.pk), "kind": document.kind, "role": document.role, "label": document.label,
        "number": document.number, "state": document.state, "status": status_of(document, today),
        "client_id": str(document.client_id), "client_name": document.client.name, "title": document.title,
        "reference": document.reference, "currency": document.currency, "issue_date": day(document.issue_date),
        "due_date": day(document.due_date), "valid_until": day(document.valid_until), "total": str(document.total),
        "payable": str(document.payable), "balance": str(document.balance), "version": document.version,
        "source_id": str(document.source_id) if document.source_id else None, "issued_at": moment(document.issued_at),
        "sent_at": moment(document.sent_at), "viewed_at": moment(document.viewed_at),
        "decided_at": moment(document.decided_at), "voided_at": moment(document.voided_at),
        "created_at": moment(document.created_at),
    }  # fmt: skip


def tell_document(document: Document, today: dt.date) -> dict[str, Any]:
    """Everything that the document says."""
    currency = document.currency

    def money(minor: int) -> str:
        return str(Money(minor, currency))

    return tell_row(document, today) | {
        "prices_include_tax": document.prices_include_tax,
        "tax_rounding": document.tax_rounding,
        "lines": [_line(line, currency) for line in document.lines.all()],
        "taxes": [
            {"name": name, "percent": percent, "base": money(base), "amount": money(amount)}
            for name, percent, base, amount in document.tax_sums
        ],
        "subtotal": money(document.subtotal_minor),
        "discount": _share(document.discount_percent, document.discount_minor, currency),
        "discount_total": money(document.discount_total_minor),
        "tax_total": money(document.tax_total_minor),
        "deposit": _share(document.deposit_percent, document.deposit_minor, currency),
        "deductions": [
            {"document_id": str(row.deposit_id), "number": row.deposit.number, "amount": money(row.amount_minor)}
            for row in (document.deductions.select_related("deposit") if document.deducted_minor else ())
        ],
        "deducted": money(document.deducted_minor),
        "notes": document.notes, "terms": document.terms, "repeat": document.repeat, "payment": document.payment,
        "decided_by": document.decided_by, "decline_reason": document.decline_reason, "void_reason": document.void_reason,
        "created_by": document.created_by, "digest": document.digest,
    }  # fmt: skip


def status_of(document: Document, today: dt.date) -> str:
    """The adjective: derived from facts and dates, never stored."""
    if document.state != "issued":
        return document.state
    if document.kind_row.expires and document.valid_until and document.valid_until < today:
        return "expired"
    if document.kind == "invoice":
        return document.status
    return "sent" if document.sent_at else "issued"


def _line(line: Any, currency: str) -> dict[str, Any]:
    return {
        "description": line.description, "quantity": decimal(line.quantity), "unit": line.unit,
        "unit_price": _price(line.unit_price, currency), "discount_percent": decimal(line.discount_percent), "taxes": line.taxes,
        "amount": str(Money(line.amount_minor, currency)),
    }  # fmt: skip


def _price(price: Decimal | None, currency: str) -> str | None:
    """A unit price with the currency's decimals, or with its own where it is finer."""
    if price is None:
        return None
    places = max(DECIMALS[currency], -price.normalize().as_tuple().exponent)
    return f"{price:.{places}f}"


def _share(percent: Any, minor: int | None, currency: str) -> dict[str, str | None] | None:
    if percent is None and minor is None:
        return None
    return {"percent": decimal(percent), "amount": None if minor is None else str(Money(minor, currency))}
