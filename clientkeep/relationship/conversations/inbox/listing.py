"""A page of the inbox, by key: the next one begins behind the last row, however long the inbox is."""

import base64
import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr

from clientkeep.workspace.members.acting import Acting

from ..messages.model import Message, Thread
from .filters import Filters

PAGE = 40
MOST_COUNTED = 999


@dataclass(frozen=True)
class Page:
    """Rows, and the cursor of the next page (empty at the end)."""

    rows: list[Thread]
    after: str


def page_of(acting: Acting, filters: Filters, after: str = "", size: int = PAGE) -> Page:
    """Return threads with their client and the beginning of their newest message. A broken cursor starts anew."""
    found = filters.narrow(Thread.objects.visible_to(acting), acting)
    column, up = ("waits_since", True) if filters.by_wait else ("last_at", False)
    if start := _read(after):
        found = found.filter(_beyond(column, up, *start))
    ids = list(found.order_by(column if up else f"-{column}", "id" if up else "-id").values_list("pk", flat=True)[: size + 1])
    threads = {thread.pk: thread for thread in _told(Thread.objects.filter(pk__in=ids[:size]))}
    rows = [threads[pk] for pk in ids[:size]]
    return Page(rows, _write(getattr(rows[-1], column), rows[-1].pk) if len(ids) > size else "")


def count_waiting(acting: Acting) -> int:
    """How many threads wait on us, counted up to 999."""
    return Thread.objects.visible_to(acting).filter(waits_since__isnull=False)[:MOST_COUNTED].count()


def _told(threads: QuerySet) -> QuerySet:
    newest = Message.objects.filter(thread=OuterRef("pk")).order_by("-happened_at", "-id")
    return threads.select_related("client").annotate(
        newest_words=Subquery(newest.values(words=Substr("text", 1, 200))[:1]),
        newest_direction=Subquery(newest.values("direction")[:1]),
        newest_name=Subquery(newest.values("from_name")[:1]),
        newest_automatic=Subquery(newest.values("automatic")[:1]),
        newest_contact=Subquery(newest.values(name=F("contact__name"))[:1]),
    )


def _beyond(column: str, up: bool, moment: dt.datetime, last_id: uuid.UUID) -> Q:
    side = "gt" if up else "lt"
    further: dict[str, Any] = {f"{column}__{side}": moment}
    same: dict[str, Any] = {column: moment, f"id__{side}": last_id}
    return Q(**further) | Q(**same)


def _write(moment: dt.datetime, last_id: uuid.UUID) -> str:
    return base64.urlsafe_b64encode(json.dumps([moment.isoformat(), str(last_id)]).encode()).decode()


def _read(cursor: str) -> tuple[dt.datetime, uuid.UUID] | None:
    if not cursor or len(cursor) > 200:
        return None
    try:
        moment, last_id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        moment = dt.datetime.fromisoformat(moment)
        return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)), uuid.UUID(last_id)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None
