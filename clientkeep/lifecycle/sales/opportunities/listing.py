"""The list of opportunities: filters, search and order as the address names them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from clientkeep.workspace.members.acting import Acting

from ..pipeline.source import Source
from ..pipeline.stage import Stage
from .model import Opportunity

PAGE, MOST = 100, 1_000
STATES = {"": "Open", "won": "Won", "lost": "Lost", "all": "All"}
ORDERS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "": ("Next step", (F("next_step_on").asc(nulls_last=True), "-pk")),
    "title": ("Title", ("title", "pk")),
    "value": ("Value, by currency", ("currency", F("value_minor").desc(nulls_last=True), "pk")),
    "close": ("Decided by", (F("close_on").asc(nulls_last=True), "-pk")),
    "new": ("Newest", ("-noted_at", "-pk")),
}


@dataclass(frozen=True)
class Asked:
    """What the list shows; words that it does not know count as nothing."""

    state: str
    stage: str
    whose: str
    source: str
    stale: bool
    q: str
    order: str
    shown: int
    client: str

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        state, order, shown = query.get("state", ""), query.get("sort", ""), query.get("shown", "")
        most = min(int(shown), MOST) if shown.isascii() and shown.isdigit() and len(shown) < 6 else PAGE
        return cls(
            state if state in STATES else "", query.get("stage", ""), query.get("whose", ""), query.get("source", ""),
            query.get("stale") == "yes", query.get("q", "").replace("\x00", "").strip()[:100], order if order in ORDERS else "", max(PAGE, most), query.get("client", ""),
        )  # fmt: skip

    @property
    def is_narrowed(self) -> bool:
        return any((self.state, self.stage, self.whose, self.source, self.stale, self.q, self.client))


def found(acting: Acting, asked: Asked, stages: list[Stage], sources: list[Source]) -> QuerySet:
    """Return the opportunities asked for that this person may see, in order."""
    rows = Opportunity.objects.visible_to(acting)
    if asked.state != "all":
        rows = rows.filter(state=asked.state or "open")
    if asked.stale:
        rows = rows.stale(acting.workspace.today())
    if asked.whose == "mine":
        rows = rows.filter(owner=acting.member)
    rows = rows.filter(stage=_named(stages, asked.stage)) if _named(stages, asked.stage) else rows
    rows = rows.filter(source=_named(sources, asked.source)) if _named(sources, asked.source) else rows
    if asked.q:
        words = Q(title__icontains=asked.q) | Q(name__icontains=asked.q) | Q(email__icontains=asked.q) | Q(client__name__icontains=asked.q)
        rows = rows.filter(words)
    return rows.order_by(*ORDERS[asked.order][1])


def _named(rows: list, text: str) -> Any:
    return next((row for row in rows if str(row.pk) == text), None)
