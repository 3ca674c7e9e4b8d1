"""The list of documents: newest first, a page read along the index of each kind."""

import datetime as dt
import heapq
import uuid
from typing import Any

from django.db.models import Q, QuerySet

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.words import fold
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting

from ...paging import read_cursor
from .shapes import KINDS, DocumentsAsked

OFFERS = ("quote", "estimate", "proposal", "contract")
_ONLY = {"unpaid": ("invoice",), "overdue": ("invoice",), "paid": ("invoice",), "open": OFFERS, "expired": OFFERS}
MOST_CLIENTS = 200


def documents_of(acting: Acting, asked: DocumentsAsked) -> list[Document]:
    """Return one document more than a page holds, where there are more."""
    found = _narrowed(acting, Document.objects.visible_to(acting), asked)
    after = read_cursor(asked.cursor, dt.date.fromisoformat, uuid.UUID)
    if after:
        on, last = after
        found = found.filter(Q(issue_date__lt=on) | Q(issue_date=on, pk__lt=last))
    kinds = [kind for kind in ((asked.kind,) if asked.kind else KINDS) if kind in _ONLY.get(asked.state, KINDS)]
    size = asked.limit + 1
    parts = [_rows(found.filter(kind=kind), size) for kind in kinds]
    rows = list(heapq.merge(*parts, key=key_of, reverse=True))[:size]
    for row in rows:
        row.workspace = row.client.workspace = acting.workspace
    return rows


def key_of(row: Any) -> tuple[dt.date, uuid.UUID]:
    return row.issue_date, row.pk


def _rows(found: QuerySet, size: int) -> list[Document]:
    return list(found.select_related("client").order_by("-issue_date", "-pk")[:size])


def _narrowed(acting: Acting, found: QuerySet, asked: DocumentsAsked) -> QuerySet:
    found = _in_state(found, asked.state, acting.workspace.today())
    exact = {
        "client_id": asked.client_id, "number": asked.number, "source_id": asked.source_id, "currency": asked.currency,
        "issue_date__gte": asked.issued_from, "issue_date__lte": asked.issued_to,
    }  # fmt: skip
    found = found.filter(**{name: value for name, value in exact.items() if value})
    return found.filter(_typed(acting, asked.q)) if asked.q.strip() else found


def _in_state(found: QuerySet, state: str, today: dt.date) -> QuerySet:
    if state in ("draft", "issued", "accepted", "declined", "void"):
        return found.filter(state=state)
    if state == "unpaid":
        return found.outstanding()
    if state == "overdue":
        return found.overdue(today)
    if state == "paid":
        return found.filter(state="issued", balance_minor=0)
    if state == "unsent":
        return found.filter(state="issued", sent_at=None)
    if state == "open":
        return found.filter(Q(valid_until=None) | Q(valid_until__gte=today), state="issued")
    return found.filter(state="issued", valid_until__lt=today) if state == "expired" else found


def _typed(acting: Acting, text: str) -> Q:
    named = Client.objects.visible_to(acting)
    for word in fold(text).split()[:6]:
        named = named.filter(words__contains=word)
    typed = text.strip().replace("\x00", "")
    found = Q(number__icontains=typed) | Q(reference__icontains=typed) | Q(title__icontains=typed)
    return found | Q(client_id__in=list(named.values_list("pk", flat=True)[:MOST_CLIENTS]))
