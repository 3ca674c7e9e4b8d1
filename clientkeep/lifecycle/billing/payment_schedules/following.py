"""What a change order does to the payments: the schedule follows the price, and what was asked for beyond it is credited."""

import uuid
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from clientkeep.foundation.money import Money, share
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Actor

from . import rules
from .price import left_of_each, price_minor
from .standing import asked_minor, parts_of, rooms
from .step import ScheduleStep


def follow(change: Document, by: Actor) -> ScheduleStep:
    """Move the payments after an accepted change order, once. Call it in a transaction that holds the agreement's row."""
    known = ScheduleStep.objects.filter(change=change).first()
    if known:
        return known
    agreement = change.source
    step = ScheduleStep(
        workspace_id=change.workspace_id, agreement=agreement, change=change, asked_minor=asked_minor(agreement),
        by_minor=price_minor(agreement) - sum(part.amount_minor for part in parts_of(agreement)),
    )  # fmt: skip
    _cut_deposit(agreement, by)
    for invoice, amount in to_credit(agreement):
        _credit(change, invoice, amount, by)
        step.credited_minor += amount
    step.save()
    return step


def to_credit(agreement: Document, without: Collection[uuid.UUID] = ()) -> list[tuple[Document, int]]:
    """Sent invoices that ask for more than is left of what they bill, each with the amount; `without` are items that would go."""
    found = []
    for source, left in left_of_each(agreement, without):
        sent = rooms([source])
        over = max(sum(room for _, room in sent) - left, 0)
        dealt = rules.dealt(over, [room for _, room in sent])
        found += [(invoice, part) for (invoice, _), part in zip(sent, dealt, strict=True) if part]
    return found


def credit_notes_of(change: Document) -> list[Document]:
    """The credit notes that a change order brought, voided ones left out."""
    rows = Document.objects.filter(kind="credit_note", client_id=change.client_id, reference=change.number, source__kind="invoice")
    return list(rows.exclude(state="void").select_related("workspace").order_by("pk")) if change.number else []


def _cut_deposit(agreement: Document, by: Actor) -> None:
    """A deposit that is not sent yet never asks for more than what is left."""
    draft = agreement.followers.filter(kind="invoice", role="deposit", state="draft").select_related("client__workspace", "workspace").first()
    if draft is None:
        return
    left = left_of_each(agreement)[0][1] - sum(room for _, room in rooms([agreement]))
    if left >= draft.total_minor:
        return
    if left <= 0:
        return draft.discard(by)
    lines = list(draft.lines.all())
    parts = share(left, [line.amount_minor for line in lines])
    draft.rewrite(by, lines=[
        {"description": line.description, "unit_price": str(Money(part, draft.currency)), "taxes": line.taxes}
        for line, part in zip(lines, parts, strict=True) if part
    ])  # fmt: skip


def _credit(change: Document, invoice: Document, amount: int, by: Actor) -> Document:
    """Draft it; a person looks at it and sends it."""
    return Document.draft(
        invoice.client, "credit_note", by, _credit_lines(change, invoice, amount), form_token=_once(change, invoice),
        source=invoice, due_date=None, currency=invoice.currency, reference=change.number, title=change.title, prices_include_tax=True,
    )  # fmt: skip


def _once(change: Document, invoice: Document) -> str:
    """Two ids beside each other are longer than the column, which PostgreSQL refuses."""
    return f"change-credit:{uuid.uuid5(change.pk, str(invoice.pk))}"


def _credit_lines(change: Document, invoice: Document, amount: int) -> list[dict[str, Any]]:
    """One line for each set of taxes of the invoice, tax included, so that they sum to the amount exactly."""
    groups: dict[str, list[Any]] = {}
    for line in invoice.lines.all():
        groups.setdefault(repr(line.taxes), []).append(line)
    parts = share(amount, [_weight(lines, invoice) for lines in groups.values()])
    return [
        {"description": f"Taken out by change order {change.number}", "unit_price": str(Money(part, invoice.currency)), "taxes": lines[0].taxes}
        for part, lines in zip(parts, groups.values(), strict=True)
        if part
    ]


def _weight(lines: list[Any], invoice: Document) -> int:
    rate = 0 if invoice.prices_include_tax else sum(Decimal(tax["percent"]) for tax in lines[0].taxes)
    return int(sum(line.amount_minor for line in lines) * (100 + rate))
