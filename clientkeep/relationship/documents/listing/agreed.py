"""What documents came to where the client chose: the price that was agreed, in place of the one that was recommended."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import F, QuerySet, Sum

from ..kinds import KINDS
from ..models import Document

DECIDED = ("accepted", "void")


def agreed_totals(documents: Sequence[Any]) -> dict[Any, int]:
    """Return the agreed price in minor units of those of these documents that were chosen from."""
    found: dict[Any, int] = {}
    for kind in KINDS:
        mine = [row.pk for row in documents if kind.agreed and row.kind == kind.slug and row.state in DECIDED]
        if mine:
            found |= dict(Document.objects.filter(pk__in=mine, **{f"{kind.agreed}__isnull": False}).values_list("pk", kind.agreed))
    return found


def agreed_beyond(found: QuerySet) -> Iterator[dict[str, Any]]:
    """By state and currency, by how much more (or less) was agreed than the totals of these documents say."""
    for kind in KINDS:
        if kind.agreed:
            chosen = found.order_by().filter(kind=kind.slug, **{f"{kind.agreed}__isnull": False})
            yield from chosen.values("state", "currency").annotate(more=Sum(F(kind.agreed) - F("total_minor")))
