"""Every client's status, deadlines and money in one table, a page at a time, in three queries."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, Q, Sum

from clientkeep.foundation.money import Money
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting

PAGE = 20


@dataclass(frozen=True, slots=True)
class Row:
    client: Client
    owed: list[Money]
    overdue: list[Money]
    next_due: dt.date | None


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Row]
    after: str


def page_of(acting: Acting, today: dt.date, after: str = "") -> Page:
    """Return one page of current clients by name; `after` is the name and id where the last one ended."""
    clients = Client.objects.visible_to(acting).current().exclude(stage="former").order_by("name", "pk")
    if after and len(parts := after.rsplit("~", 1)) == 2:
        name, last = parts
        clients = clients.filter(Q(name__gt=name) | Q(name=name, pk__gt=last))
    shown = list(clients[: PAGE + 1])
    more = f"{shown[PAGE - 1].name}~{shown[PAGE - 1].pk}" if len(shown) > PAGE else ""
    shown = shown[:PAGE]
    money = _money(shown, today) if acting.may("payments.see") else {}
    return Page([_row(client, money.get(client.pk, [])) for client in shown], more)


def _money(clients: list[Client], today: dt.date) -> dict[Any, list[dict]]:
    owed = Document.objects.outstanding().filter(client__in=[client.pk for client in clients]).order_by()
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
        [Money(row["owed"], row["currency"]) for row in sums],
        [Money(row["late"], row["currency"]) for row in sums if row["late"]],
        min((row["next_due"] for row in sums if row["next_due"]), default=None),
    )
