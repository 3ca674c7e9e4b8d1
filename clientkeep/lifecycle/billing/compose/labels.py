"""Each understood part of the text with its field and a short label, for the page that marks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .contract import Part
from .numbers import plain
from .reading import FILLER_FIELD, UNRESOLVED

if TYPE_CHECKING:
    from .drafting import Drafting

_FIELDS = {
    "repeat": "schedule",
    "schedule_start": "schedule",
    "schedule_end": "schedule",
    "schedule_length": "schedule",
}
_NAMES = {
    "kind": "Kind", "client": "Client", "client_email": "E-mail", "due_date": "Due date", "valid_until": "Valid until",
    "issue_date": "Issue date", "tax": "Tax", "discount": "Discount", "deposit": "Deposit", "schedule": "Schedule",
    "payment": "Payment", "reference": "Reference", "notes": "Note", "currency": "Currency",
}  # fmt: skip


def parts_of(drafting: Drafting) -> list[Part]:
    """The parts in the text's order; what was left over or is filler has none."""
    reading = drafting.reading
    left = set(drafting.left)
    found: list[tuple[int, int, str, str]] = []
    for claim in reading.claims:
        if claim.field in (UNRESOLVED, FILLER_FIELD) or claim.start == claim.end or (claim.start, claim.end) in left:
            continue
        field = _FIELDS.get(claim.field, claim.field)
        found.append((claim.start, claim.end, field, _NAMES.get(field, field)))
    for item in drafting.items:
        if item.price:
            found.append((item.price.start, item.price.end, "amount", "Amount"))
        if item.quantity_span:
            found.append(
                (*item.quantity_span, "quantity", f"Quantity {plain(item.quantity)} {item.unit or ''}".strip())
            )
        found += [
            (at, at + 1, "amount" if item.free else "quantity", "Free" if item.free else "Times") for at in item.marks
        ]
        found += [(start, end, "description", "Description") for start, end in item.runs]
    return [
        Part(reading.tokens[start].start, reading.tokens[end - 1].end, field, label)
        for start, end, field, label in sorted(found)
        if end > start
    ]
