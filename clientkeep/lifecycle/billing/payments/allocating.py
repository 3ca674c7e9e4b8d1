"""Putting a client's credit, from a payment or a credit note, on invoices, and freeing it again."""

from django.db.models import Sum

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.ui.figures import write_money
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor

from .. import events
from ..ledger import rules as book
from ..ledger.model import post


def put_credit_on(document: Document, amount: int, by: Actor, payment=None, credit_note=None) -> None:
    """Put `amount` minor units on an issued invoice (or a receipt), inside the caller's transaction.

    Raises Invalid for another client, workspace or currency; Conflict where the invoice owes less.
    """
    from .model import Allocation

    source = payment or credit_note
    locked = Document.objects.select_for_update().get(pk=document.pk) if document.kind != "receipt" else document
    if (locked.workspace_id, locked.client_id) != (source.workspace_id, source.client_id):
        raise Invalid("Choose an invoice of this client.", "documents")
    if locked.currency != source.currency:
        raise Invalid(f"{locked} is in {locked.currency}; this money is in {source.currency}.", "currency")
    if credit_note and amount > free_of_note(credit_note):
        raise Conflict(f"{credit_note} has less credit left.", "amount")
    if locked.kind != "receipt" and (locked.state != "issued" or amount > locked.balance_minor):
        raise Conflict(f"{locked} owes {locked.balance} {locked.currency}.", "amount")
    allocation = Allocation.objects.create(
        payment=payment, credit_note=credit_note, document=locked, amount_minor=amount
    )
    _post(f"allocation:{allocation.pk}", book.on_allocation(amount), locked, payment)
    if locked.kind == "invoice" and locked.settle():
        document.balance_minor = 0
        record(
            events.InvoicePaid, workspace_id=locked.workspace_id, by=by, client_id=locked.client_id, about=locked,
            client=locked.client.name, number=locked.number, total=write_money(
                locked.total_minor, locked.currency, locked.workspace.locale, locked.workspace.currency
            ),
        )  # fmt: skip


def free_of_note(credit_note: Document) -> int:
    """What of a credit note stands on no invoice yet, in minor units; the caller holds its lock."""
    used = credit_note.uses.aggregate(sum=Sum("amount_minor"))["sum"] or 0
    return credit_note.total_minor - used


def free_credit(document: Document, by: Actor, payment) -> int:
    """Take a payment off an invoice; returns the minor units that are free again."""
    rows = list(payment.allocations.filter(document=document))
    if not rows:
        raise Conflict("This payment is not booked on that invoice.", "documents")
    for row in rows:
        _drop(row, payment)
    return sum(row.amount_minor for row in rows)


def shrink_allocations(payment, amount: int, by: Actor) -> None:
    """Free at least `amount` minor units of a payment, newest allocation first."""
    from .model import Allocation

    for row in payment.allocations.order_by("-created_at", "-pk"):
        if amount <= 0:
            return
        _drop(row, payment)
        keep = row.amount_minor - amount
        if keep > 0:
            fresh = Allocation.objects.create(payment=payment, document=row.document, amount_minor=keep)
            _post(f"allocation:{fresh.pk}", book.on_allocation(keep), row.document, payment)
            _settle(row.document)
        amount -= row.amount_minor


def _drop(row, payment) -> None:
    document = Document.objects.select_for_update().get(pk=row.document_id)
    _post(f"freed:{row.pk}", book.reverse(book.on_allocation(row.amount_minor)), document, payment)
    row.delete()
    _settle(document)


def _settle(document: Document) -> None:
    if document.kind == "invoice":
        Document.objects.get(pk=document.pk).settle()


def _post(key: str, rows: book.Rows, document: Document, payment) -> None:
    post(
        rows, workspace_id=document.workspace_id, client_id=document.client_id, key=key,
        day=payment.day if payment else document.workspace.today(), currency=document.currency,
        document_id=document.pk, payment_id=payment.pk if payment else None,
    )  # fmt: skip
