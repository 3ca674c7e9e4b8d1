"""What a client owes, as an update tells it: open invoices that the client may see, summed by currency, never across."""

from collections import defaultdict
from typing import Any

from clientkeep.foundation.ui.figures import write_money
from clientkeep.lifecycle.delivery.updates.rules import Fact, Span
from clientkeep.lifecycle.delivery.updates.slots import MONEY
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.recaps.rules import day_words
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.wording import Figures


@MONEY.add("invoices", "", order=10)
def owed(span: Span, client: Client) -> dict[str, Any] | None:
    """What is open in each currency, then each invoice whose day has passed."""
    papers = Document.objects.filter(client=client).shown_to_client().exclude(role="opening").outstanding()
    rows = list(papers.select_related("workspace").order_by("due_date", "pk"))
    sums: dict[str, list[Document]] = defaultdict(list)
    for row in rows:
        sums[row.currency].append(row)
    facts = [_open(client, currency, mine, span) for currency, mine in sorted(sums.items())]
    return {"facts": [*facts, *(_overdue(row, span) for row in rows if row.due_date and row.due_date < span.today)]} if rows else None


def _open(client: Client, currency: str, rows: list[Document], span: Span) -> Fact:
    total = write_money(sum(row.balance_minor for row in rows), currency, client.workspace.locale, client.workspace.currency)
    count = "one invoice" if len(rows) == 1 else f"{len(rows)} invoices"
    return Fact(f"{total} is open in {count}", any(row.issued_at > span.since for row in rows))


def _overdue(row: Document, span: Span) -> Fact:
    became_overdue = row.due_date >= span.since_day
    return Fact(f"{row} was due on {day_words(row.due_date)}: {Figures(row).money(row.balance_minor)}", became_overdue)
