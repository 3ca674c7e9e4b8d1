"""What a change order does to the payments: the schedule follows the price, and what was asked for beyond it is credited."""

import uuid
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from clientkeep.foundation.money import Money, share
from clientkeep.lifecycle.agreements.proposals.chosen import chosen
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Actor

from . import rules
from .price import changes_of, left_of_each, price_minor
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


def to_credit(agreement: Document, without: Collection[uuid.UUID] = (), more: int = 0) -> list[tuple[Document, int]]:
    """Sent invoices to credit, each with the amount, so that no more is asked for than the price.

    `without` are items that would go, `more` what a change that is not accepted yet would add, where it is not billed by itself.
    """
    each = left_of_each(agreement, without)
    over = max(claimed_minor(agreement, without) - sum(left for _, left in each) - more, 0)
    sent = [(rooms([source]), left) for source, left in each]
    # What a source asks beyond its own lines is credited on its own invoices first; the rest on whichever has room.
    own = rules.dealt(over, [max(sum(room for _, room in rows) - left, 0) for rows, left in sent])
    found = {}
    for (rows, _), part in zip(sent, own, strict=True):
        found |= {invoice.pk: [invoice, take, room - take] for (invoice, room), take in zip(rows, rules.dealt(part, [room for _, room in rows]), strict=True)}
    for row, take in zip(found.values(), rules.dealt(over - sum(own), [room for _, _, room in found.values()]), strict=True):
        row[1] += take
    return [(invoice, amount) for invoice, amount, _ in found.values() if amount]


def gap_minor(agreement: Document, without: Collection[uuid.UUID] = (), more: int = 0) -> int:
    """How much of the price nothing asks for yet, or is to: what a change has to bill in net. Negative: what is to be credited."""
    return price_minor(agreement, without) + more - claimed_minor(agreement, without)


def claimed_minor(agreement: Document, without: Collection[uuid.UUID] = ()) -> int:
    """What the invoices of the agreement and of its changes ask for in the end: sent ones less credit notes, and what is still to be sent."""
    first, *changes = left_of_each(agreement, without)
    claimed = max(sum(room for _, room in rooms([first[0]])), first[1])
    for change, left in changes:
        sent = sum(room for _, room in rooms([change]))
        draft = change.followers.filter(kind="invoice", state="draft").aggregate(sum=Sum("total_minor"))["sum"] or 0
        claimed += sent + min(draft, max(left - sent, 0))
    return claimed


def is_taxed_alike(agreement: Document, change: Document) -> bool:
    """Whether one amount can stand for lines of the agreement and of the change: other taxes do not cancel each other."""
    documents = (agreement, *changes_of(agreement))
    lines = [line for document in documents for line in chosen(document).lines] + list(change.lines.all())
    return len({repr(line.taxes) for line in lines}) <= 1


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
