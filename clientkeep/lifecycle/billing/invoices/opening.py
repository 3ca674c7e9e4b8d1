"""Opening items: what a client owed, or had as credit, in the tool that the firm came from.

They have numbers of their own (OB-0001 …), are never revenue, carry no tax and are not mailed by themselves.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.money import Money
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents import freezing
from clientkeep.relationship.documents.models import Document, Line, NumberSeries
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor

from .. import events

SERIES, PATTERN, ROLE = "opening", "OB-{seq:4}", "opening"


@dataclass(frozen=True, slots=True)
class Opening:
    """One balance. Above zero the client owes it; below zero it is the client's credit. `source` names the tool."""

    client: Client
    amount: Money
    on: dt.date
    source: str


def open_balance(client: Client, amount: Money, on: dt.date, source: str, by: Actor) -> Document:
    """Take over one balance as an issued opening item. Raises Invalid for nothing."""
    return open_balances([Opening(client, amount, on, source)], by)[0]


def open_balances(openings: Sequence[Opening], by: Actor) -> list[Document]:
    """Take over balances of one workspace, all or none: issued, in the money book, told to the journal."""
    if not openings:
        return []
    if any(opening.amount.minor == 0 for opening in openings):
        raise Invalid("Enter an amount other than zero.", "amount")
    with transaction.atomic():
        series = _series(openings[0].client.workspace)
        documents = [_written(opening, series, by) for opening in openings]
        Document.objects.bulk_create(documents)
        Line.objects.bulk_create(line for document in documents for line in document.lines.all())
        now = clock.now()
        Document.objects.filter(pk__in=[document.pk for document in documents]).update(state="issued", issued_at=now)
        for document, opening in zip(documents, openings, strict=True):
            document.state, document.issued_at = "issued", now
            document._on_issue(by)
            _announce(document, opening, by)
    return documents


def _series(workspace) -> NumberSeries:
    return NumberSeries.objects.get_or_create(workspace=workspace, kind=SERIES, defaults={"pattern": PATTERN})[0]


def _written(opening: Opening, series: NumberSeries, by: Actor) -> Document:
    from ..credit_notes.model import CreditNote
    from .model import Invoice

    client, amount, workspace = opening.client, opening.amount, opening.client.workspace
    model, kind = (Invoice, "invoice") if amount.minor > 0 else (CreditNote, "credit_note")
    document = model(
        workspace=workspace, client=client, kind=kind, role=ROLE, currency=amount.currency, created_by=by.name,
        issue_date=min(opening.on, workspace.today()), tax_rounding=workspace.tax_rounding,
        seller=freezing.party_of_firm(workspace), buyer=freezing.party_of_client(client),
    )  # fmt: skip
    owed = Money(abs(amount.minor), amount.currency)
    text = f"{'Opening balance' if amount.minor > 0 else 'Opening credit'} from {opening.source}"
    line = Line(document=document, position=0, description=text[:2000], unit_price=owed.major)
    document.count([line])
    document._prefetched_objects_cache["deductions"] = []
    # The period stays empty: these numbers run beside the invoices' own, which the number checks count.
    _, _, document.number = series.take(document.issue_date.year)
    document.balance_minor = document.total_minor if kind == "invoice" else 0
    document.digest = freezing.digest_of(document)
    return document


def _announce(document: Document, opening: Opening, by: Actor) -> None:
    record(
        events.BalanceOpened, workspace_id=document.workspace_id, by=by, client_id=document.client_id, about=document,
        client=opening.client.name, kind=document.label.lower(), kind_first=document.label, number=document.number,
        source=opening.source, total=f"{document.total} {document.currency}",
    )  # fmt: skip
