"""What is frozen at issue: both parties as they were, the lines, the figures; and the digest over it."""

import hashlib
import json
from typing import Any


def party_of_firm(workspace: Any) -> dict[str, Any]:
    """The firm as it stands on paper today."""
    return {
        "name": workspace.legal_name or workspace.name,
        "address": workspace.address_lines,
        "country": workspace.country,
        "tax_id": workspace.tax_id,
        "email": workspace.email,
        "phone": workspace.phone,
        "website": workspace.website,
        "bank_details": workspace.bank_details,
        "iban": workspace.iban,
        "bic": workspace.bic,
        "footer": workspace.footer,
        "accent": workspace.accent,
        "logo_file": str(workspace.logo_file or ""),
        "locale": workspace.locale,
        "paper_size": workspace.paper_size,
        "currency": workspace.currency,
    }


def party_of_client(client: Any) -> dict[str, Any]:
    """The client as on record today."""
    return {
        "name": client.legal_name or client.name,
        "address": client.address_lines,
        "country": client.country,
        "tax_id": client.tax_id,
    }


def content_of(document: Any) -> dict[str, Any]:
    """Everything that a reader of the document sees, as plain values; equal documents give equal content."""
    own = {} if document.content is None else {"content": document.content}
    return {
        **own,
        "kind": document.kind,
        "number": document.number,
        "title": document.title,
        "currency": document.currency,
        "issue_date": _iso(document.issue_date),
        "due_date": _iso(document.due_date),
        "valid_until": _iso(document.valid_until),
        "reference": document.reference,
        "notes": document.notes,
        "terms": document.terms,
        "seller": document.seller,
        "buyer": document.buyer,
        "prices_include_tax": document.prices_include_tax,
        "tax_rounding": document.tax_rounding,
        "lines": [_line(line) for line in document.lines.all()],
        "taxes": document.tax_sums,
        "deductions": [
            [str(row.deposit_id), row.amount_minor, row.tax_minor]
            for row in sorted(document.deductions.all(), key=lambda row: row.pk)
        ],
        "figures": [
            document.subtotal_minor,
            document.discount_total_minor,
            document.tax_total_minor,
            document.total_minor,
            document.deducted_minor,
        ],
    }


def digest_of(document: Any) -> str:
    """Return the SHA-256 of a document's content."""
    body = json.dumps(content_of(document), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()


def _line(line: Any) -> list[Any]:
    price = None if line.unit_price is None else f"{line.unit_price.normalize():f}"
    off = None if line.discount_percent is None else f"{line.discount_percent.normalize():f}"
    return [line.description, f"{line.quantity.normalize():f}", line.unit, price, off, line.taxes, line.amount_minor]


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
