"""What an agreement comes to with tax, after its change orders: each document's lines that are still in, counted as invoices count."""

import uuid
from collections.abc import Collection, Iterable
from typing import Any

from clientkeep.lifecycle.agreements.models import ScopeEntry
from clientkeep.lifecycle.agreements.proposals.chosen import chosen
from clientkeep.lifecycle.agreements.proposals.pricing import priced
from clientkeep.relationship.documents.models import Document

_LINE = ("description", "quantity", "unit", "unit_price", "discount_percent", "taxes")


def price_minor(agreement: Document, without: Collection[uuid.UUID] = ()) -> int:
    """The price with tax as it stands; `without` are items that would go too."""
    return sum(left for _, left in left_of_each(agreement, without))


def left_of_each(agreement: Document, without: Collection[uuid.UUID] = ()) -> list[tuple[Document, int]]:
    """The agreement and its change orders, each with what its lines that are still in come to with tax."""
    out = taken_items(agreement) | set(without)
    rows = [(agreement, list(chosen(agreement).lines)), *((change, list(change.lines.all())) for change in changes_of(agreement))]
    return [(document, _left(document, lines, out)) for document, lines in rows]


def changes_of(agreement: Document) -> list[Document]:
    """The change orders that were accepted, in that order."""
    entered = ScopeEntry.objects.filter(agreement=agreement, document__kind="change_order").values("document")
    rows = Document.objects.filter(pk__in=entered).select_related("workspace")
    return list(rows.prefetch_related("lines").order_by("decided_at", "pk"))


def taken_items(agreement: Document) -> set[uuid.UUID]:
    """The items that change orders took out."""
    return set(ScopeEntry.objects.filter(agreement=agreement, act="out").values_list("item", flat=True))


def taken_places(document: Document, out: Collection[uuid.UUID]) -> set[int]:
    """The places of a document's own lines whose items are out."""
    return set(ScopeEntry.objects.filter(document=document, act="in", item__in=out).values_list("place", flat=True))


def discount_now(document: Document, lines: Iterable[Any], places: Collection[int]) -> int | None:
    """A discount in money, less the share of the lines that are out; None where the document has none."""
    if document.discount_minor is None:
        return None
    lines = list(lines)
    entries = ScopeEntry.objects.filter(document=document, act="in").exclude(place__in=places)
    stays = {entry.place: entry.amount_minor for entry in entries}
    return sum(line.amount_minor - stays.get(place, 0) for place, line in enumerate(lines) if place not in places)


def plain_line(line: Any) -> dict[str, Any]:
    """A line as Document.draft takes it."""
    return {name: getattr(line, name) for name in _LINE}


def _left(document: Document, lines: list[Any], out: set[uuid.UUID]) -> int:
    places = taken_places(document, out)
    kept = [plain_line(line) for place, line in enumerate(lines) if place not in places]
    if not kept:
        return 0
    if len(kept) == len(lines):
        return chosen(document).total.minor
    discount = document.discount_minor
    document.discount_minor = discount_now(document, lines, places)
    try:
        return priced(document, kept).total_minor
    finally:
        document.discount_minor = discount
