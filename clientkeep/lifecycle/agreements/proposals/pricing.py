"""What a choice costs: priced by the envelope's own totals, on a document that is never saved."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.documents.drafting import make_lines
from clientkeep.relationship.documents.models import Document, Line

from .blocks import choosing, schedule
from .blocks.choosing import Picked
from .blocks.kinds import TYPES

_KEPT = "currency prices_include_tax tax_rounding discount_percent discount_minor deposit_percent deposit_minor".split()


def priced(document: Any, rows: Sequence[Any]) -> Document:
    """Return an unsaved document with these lines and their figures, under the terms of `document`."""
    scratch = Document(workspace=document.workspace, kind="quote", **{name: getattr(document, name) for name in _KEPT})
    scratch.seller = document.seller
    scratch.count(make_lines(scratch, rows))
    return scratch


def price_of(document: Any, choice: Picked) -> Document:
    """The same for a choice among what the document offers."""
    return priced(document, choosing.rows_for(document.content, choice))


def payments_of(document: Any, total_minor: int) -> list[dict[str, Any]]:
    """The payments of a price: what, when, amount_minor. Empty where there is no schedule."""
    rows = schedule.rows_of(document.content)
    parts = schedule.amounts(rows, total_minor, DECIMALS[document.currency])
    return [{"what": row["what"], "when": row["when"], "amount_minor": part} for row, part in zip(rows, parts, strict=True)]


def deposit_of(document: Any, total: Document) -> int | None:
    """The deposit of a price in minor units, None where none is asked: the schedule's first payment, if there is a schedule."""
    if schedule.deposit_row(schedule.rows_of(document.content)):
        return payments_of(document, total.total_minor)[0]["amount_minor"]
    return total.deposit_due.minor if total.deposit_due is not None else None


def with_plain_lines(document: Any, blocks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the blocks with each priced row checked as a line of the document and written in one form.

    Raises Invalid naming blocks[n].rows[m].field.
    """
    made = []
    for place, block in enumerate(blocks):
        if not TYPES[block["type"]].priced:
            made.append(block)
            continue
        try:
            lines = make_lines(document, block["rows"])
        except Invalid as refusal:
            at = (refusal.field or "").replace("lines", f"blocks[{place}].rows", 1)
            raise Invalid(refusal.message, at) from None
        made.append({**block, "rows": [plain(line) for line in lines]})
    return made


def plain(line: Line) -> dict[str, Any]:
    """A line as plain values, such as Document.draft takes."""
    return {
        "description": line.description,
        "quantity": _text(line.quantity),
        "unit": line.unit,
        "unit_price": None if line.unit_price is None else _text(line.unit_price),
        "discount_percent": None if line.discount_percent is None else _text(line.discount_percent),
        "taxes": line.taxes,
    }


def _text(number: Decimal) -> str:
    return f"{number.normalize():f}"
