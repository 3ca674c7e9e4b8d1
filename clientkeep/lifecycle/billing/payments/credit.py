"""A client's credit: what came in and stands on no invoice, from payments and credit notes; and its use."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, IntegerField, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.money import Money
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor

from .. import events
from .allocating import free_of_note, put_credit_on
from .locking import lock_documents, retried
from .model import Allocation, Payment, written


@dataclass(frozen=True, slots=True)
class Source:
    """A payment or a credit note with money left."""

    payment: Payment | None
    credit_note: Document | None
    free: int


def notes_with_credit(clients: Any) -> Any:
    """Issued credit notes of these clients that are not used up, with `free` in minor units."""
    used = Allocation.objects.filter(credit_note=OuterRef("pk")).order_by().values("credit_note")
    used_sum = Subquery(used.annotate(sum=Sum("amount_minor")).values("sum"), output_field=IntegerField())
    notes = Document.objects.filter(client__in=clients, kind="credit_note", state="issued")
    return notes.annotate(free=F("total_minor") - Coalesce(used_sum, Value(0))).filter(free__gt=0)


def credit_of(clients: Iterable[Any]) -> dict[Any, list[Money]]:
    """The credit of each client, in the order of its currencies: one query, however many clients."""
    ids = [getattr(client, "pk", client) for client in clients]
    sums: dict[tuple[Any, str], int] = {}
    paid = Payment.objects.filter(client__in=ids, free_minor__gt=0).annotate(free_now=F("free_minor"))
    noted = notes_with_credit(ids).annotate(free_now=F("free"))
    columns = ("client_id", "currency", "free_now")
    for client_id, currency, free in paid.order_by().values_list(*columns).union(noted.order_by().values_list(*columns), all=True):
        sums[client_id, currency] = sums.get((client_id, currency), 0) + free
    found: dict[Any, list[Money]] = {}
    for (client_id, currency), free in sorted(sums.items(), key=lambda row: row[0][1]):
        found.setdefault(client_id, []).append(Money(free, currency))
    return found


def credit_for(invoice: Document) -> Money:
    """The credit that this invoice's client has in its currency."""
    return next(
        (money for money in credit_of([invoice.client_id]).get(invoice.client_id, []) if money.currency == invoice.currency),
        Money(0, invoice.currency),
    )


@retried
def use_credit(invoice: Document, amount: Money, by: Actor, seen_balance: int | None = None) -> None:
    """Put a client's credit on one of its invoices, the oldest first.

    Raises Conflict where the invoice owes less, or there is less credit; two tabs at once cannot use it twice.
    `seen_balance` is what the person saw as owed: Conflict where that is no longer so, as after a double click.
    """
    if amount.currency != invoice.currency:
        raise Invalid(f"{invoice} is in {invoice.currency}.", "currency")
    with transaction.atomic():
        Client.objects.select_for_update(of=("self",)).get(pk=invoice.client_id)
        sources = _locked_sources(invoice)
        owed = Document.objects.get(pk=invoice.pk).balance_minor
        if seen_balance is not None and seen_balance != owed:
            raise Conflict(f"{invoice} owes another amount by now. Look again.", "amount")
        if amount.minor <= 0:
            raise Invalid("Enter an amount above zero.", "amount")
        if sum(source.free for source in sources) < amount.minor:
            raise Conflict("There is less credit left than that. Look again.", "amount")
        left = amount.minor
        for source in sources:
            part = min(left, source.free)
            if part:
                put_credit_on(invoice, part, by, payment=source.payment, credit_note=source.credit_note)
                if source.payment:
                    source.payment._recount()
                left -= part
        record(
            events.PaymentAllocated, workspace_id=invoice.workspace_id, by=by, client_id=invoice.client_id,
            about=invoice, client=invoice.client.name, amount=written(amount, invoice.workspace), method="credit",
            numbers=invoice.number, for_numbers=f" of credit with {invoice.number}",
        )  # fmt: skip


def _locked_sources(invoice: Document) -> list[Source]:
    notes = notes_with_credit([invoice.client_id]).filter(currency=invoice.currency)
    note_ids = list(notes.values_list("pk", flat=True))
    lock_documents([invoice.pk, *note_ids])
    payments = Payment.objects.select_for_update(of=("self",)).filter(
        client=invoice.client_id, currency=invoice.currency, free_minor__gt=0
    )
    found = [Source(row, None, row.free.minor) for row in payments.order_by("pk")]
    held = Document.objects.filter(pk__in=note_ids).order_by("pk")
    return [*(Source(None, note, free_of_note(note)) for note in held), *found]
