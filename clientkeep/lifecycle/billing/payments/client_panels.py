"""What clients' pages and lists show of money: owed, overdue, credit, documents, payments. Currencies are never added."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import CharField, DateField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce

from clientkeep.foundation.money import Money
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.slots import (
    CLIENT_COLUMNS,
    CLIENT_FACTS,
    CLIENT_FILTERS,
    CLIENT_ORDERS,
    CLIENT_PANELS,
    EVENT_TELLERS,
    ClientFilter,
    ClientOrder,
    Told,
)
from clientkeep.relationship.conversations.slots import BRIEFING
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.states import state_word
from clientkeep.workspace.members.acting import Acting

from .credit import notes_with_credit
from .model import Payment

SHOWN = 6


def owed_by(acting: Acting, clients: Sequence[Any], overdue: bool = False) -> dict[Any, list[Money]]:
    """What each client owes, one Money a currency: one query for the whole page."""
    if not acting.may("payments.see"):
        return {}
    ids = [getattr(client, "pk", client) for client in clients]
    rows = Document.objects.filter(workspace=acting.workspace, client__in=ids).outstanding()
    if overdue:
        rows = rows.filter(due_date__lt=acting.workspace.today())
    sums = rows.order_by("currency").values_list("client_id", "currency").annotate(Sum("balance_minor"))
    found: dict[Any, list[Money]] = {}
    for client_id, currency, minor in sums:
        found.setdefault(client_id, []).append(Money(minor, currency))
    return found


@CLIENT_FACTS.add("owed", "billing/panels/client_owed.html", order=10)
def owed_fact(acting: Acting, client: Client) -> dict[str, Any] | None:
    """Owed, overdue, and credit where there is any."""
    if not acting.may("payments.see"):
        return None
    rows, credit = _owed_and_credit(client)
    today, owed, overdue, late = acting.workspace.today(), {}, {}, None
    for currency, minor, due in rows:
        owed[currency] = owed.get(currency, 0) + minor
        if due and due < today:
            overdue[currency] = overdue.get(currency, 0) + minor
            late = late or due
    return {
        "owed": [Money(minor, currency) for currency, minor in sorted(owed.items())],
        "overdue": [Money(minor, currency) for currency, minor in sorted(overdue.items())],
        "count": len(rows),
        "late_since": late,
        "credit": credit,
        "client": client,
    }


def _owed_and_credit(client: Client) -> tuple[list[tuple[str, int, dt.date | None]], list[Money]]:
    """What is owed, by due date, and the credit in each currency: one question, since many rooms ask on this page."""
    owed, credit, no_day = Value("owed", CharField()), Value("credit", CharField()), Cast(Value(None), DateField())
    owing = Document.objects.filter(workspace=client.workspace_id, client=client).outstanding().order_by()
    paid = Payment.objects.filter(client=client, free_minor__gt=0).order_by().values_list(credit, "currency", "free_minor", no_day)
    noted = notes_with_credit([client.pk]).order_by().values_list(credit, "currency", "free", no_day)
    found = list(owing.values_list(owed, "currency", "balance_minor", "due_date").union(paid, noted, all=True))
    # Sorted here: asked in this order, the database would walk the due dates of all clients.
    rows = sorted(((code, minor, due) for what, code, minor, due in found if what == "owed"), key=lambda row: row[2] or dt.date.max)
    sums: dict[str, int] = {}
    for what, code, minor, _ in found:
        if what == "credit":
            sums[code] = sums.get(code, 0) + minor
    return rows, [Money(minor, code) for code, minor in sorted(sums.items())]


@BRIEFING.add("money", "billing/panels/briefing.html", order=10)
def briefing_money(acting: Acting, client: Client) -> dict[str, Any] | None:
    """What is owed and overdue, read before a talk."""
    return owed_fact(acting, client)


@CLIENT_PANELS.add("documents", "billing/panels/client_documents.html", order=20)
def documents_panel(acting: Acting, client: Client) -> dict[str, Any] | None:
    """The newest documents of a client."""
    if not acting.may("documents.see"):
        return None
    papers = Document.objects.filter(client=client).annotate(chosen_minor=F("choice__total_minor"))
    rows = list(papers.order_by("-issue_date", "-pk")[: SHOWN + 1])
    for row in rows:
        row.workspace = acting.workspace
    today = acting.workspace.today()
    shown = [{"document": row, "state": state_word(row, today), "price": _price(row)} for row in rows[:SHOWN]]
    return {"rows": shown, "more": len(rows) > SHOWN, "client": client, "may_draft": acting.may("documents.draft")}


def _price(document: Document) -> Money:
    """What the client chose, else what the document says."""
    return document.payable if document.chosen_minor is None else Money(document.chosen_minor, document.currency)


@CLIENT_PANELS.add("payments", "billing/panels/client_payments.html", order=30)
def payments_panel(acting: Acting, client: Client) -> dict[str, Any] | None:
    """The newest payments of a client."""
    if not acting.may("payments.see"):
        return None
    rows = list(Payment.objects.filter(client=client).order_by("-day", "-pk")[: SHOWN + 1])
    return {"payments": rows[:SHOWN], "more": len(rows) > SHOWN, "client": client} if rows else None


def _owing(acting: Acting) -> Q:
    return Q(pk__in=Document.objects.filter(workspace=acting.workspace).outstanding().values("client"))


def _overdue(acting: Acting) -> Q:
    rows = Document.objects.filter(workspace=acting.workspace).overdue(acting.workspace.today())
    return Q(pk__in=rows.values("client"))


def _with_credit(acting: Acting) -> Q:
    return Q(pk__in=Payment.objects.filter(workspace=acting.workspace).unmatched().values("client"))


def _by_owed(clients: QuerySet, acting: Acting) -> QuerySet:
    """The largest sum in the firm's own currency first."""
    owed = Document.objects.filter(workspace=acting.workspace, client=OuterRef("pk"), currency=acting.workspace.currency).outstanding()
    sums = owed.order_by().values("client").annotate(sum=Sum("balance_minor")).values("sum")
    return clients.annotate(ordering=Coalesce(Subquery(sums), 0))


CLIENT_COLUMNS.add("owed", ("Owed", owed_by))
CLIENT_FILTERS.add("owing", ClientFilter("owing", _owing))
CLIENT_FILTERS.add("overdue", ClientFilter("overdue", _overdue))
CLIENT_FILTERS.add("credit", ClientFilter("with credit", _with_credit))
CLIENT_ORDERS.add("owed", ClientOrder("Owed", _by_owed, within="owing"))


def tell_payments(acting: Acting, events: Sequence[Any]) -> dict[Any, Told]:
    """Where a payment's entry on the timeline leads: payments never go away."""
    from django.urls import reverse

    if not acting.may("payments.see"):
        return {}
    return {event.about_id: Told(url=reverse("billing:payment", args=[event.about_id])) for event in events}


EVENT_TELLERS.add("payment", tell_payments)
