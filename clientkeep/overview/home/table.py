"""Every client's status, deadlines and money in one table, a page at a time, in three queries."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, Q, Subquery, Sum

from clientkeep.foundation.money import Money
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting

from .item import link_to
from .reading import OF_CLIENT

PAGE = 20


@dataclass(frozen=True, slots=True)
class Row:
    client: Client
    url: str
    owed: list[Money]
    overdue: list[Money]
    next_due: dt.date | None


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Row]
    after: str


def page_of(acting: Acting, today: dt.date, after: str = "") -> Page:
    """Return one page of current clients by name; `after` is the id of the client where the last one ended."""
    # The searched words begin with the folded name, and an index keeps them in order.
    clients = Client.objects.visible_to(acting).current().exclude(stage="former").order_by("words", "pk")
    if last := _id(after):
        words = Subquery(Client.objects.filter(workspace=acting.workspace, pk=last).values("words"))
        clients = clients.filter(Q(words__gt=words) | Q(words=words, pk__gt=last), words__gte=words)
    shown = list(clients.only(*OF_CLIENT, "last_contact_at")[: PAGE + 1])
    more = str(shown[PAGE - 1].pk) if len(shown) > PAGE else ""
    shown = shown[:PAGE]
    money = _money(acting, shown, today) if acting.may("payments.see") else {}
    return Page([_row(client, money.get(client.pk, [])) for client in shown], more)


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _money(acting: Acting, clients: list[Client], today: dt.date) -> dict[Any, list[dict]]:
    papers = Document.objects.filter(workspace=acting.workspace, client__in=[client.pk for client in clients])
    owed = papers.outstanding().order_by()
    sums = owed.values("client", "currency").annotate(
        owed=Sum("balance_minor"),
        late=Sum("balance_minor", filter=Q(due_date__lt=today), default=0),
        next_due=Min("due_date"),
    )  # fmt: skip
    by_client: dict[Any, list[dict]] = {}
    for row in sums:
        by_client.setdefault(row["client"], []).append(row)
    return by_client


def _row(client: Client, sums: list[dict]) -> Row:
    return Row(
        client,
        link_to("clients:detail", client.pk),
        [Money(row["owed"], row["currency"]) for row in sums],
        [Money(row["late"], row["currency"]) for row in sums if row["late"]],
        min((row["next_due"] for row in sums if row["next_due"]), default=None),
    )
