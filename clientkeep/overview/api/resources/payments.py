"""Money that came in: booked by hand, put on invoices, taken off, given back."""

import datetime as dt
import uuid
from typing import Annotated, Any, Literal

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.money import Money
from clientkeep.foundation.secrets import new_token
from clientkeep.lifecycle.billing.payments.fetching import visible_payment
from clientkeep.lifecycle.billing.payments.model import METHODS, Payment
from clientkeep.lifecycle.billing.payments.slots import PAYMENT_REFUNDS
from clientkeep.lifecycle.billing.receipts.from_payment import can_be_mailed, send_receipt
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, day, moment
from ..door import Room
from ..fields import Currency, Day, Flag, Given, Number, Text, Told, money
from ..paging import Page, page_answer, read_cursor
from .documents.shapes import LetterRow
from .letters import tell_letter
from .reach import client_named, document_named

room = Room()
Method = Literal["bank_transfer", "card", "cash", "check", "paypal", "other"]


class NewPayment(Given):
    """Money that came in. What is not put on documents stays as the client's credit."""

    client_id: uuid.UUID
    amount: Number
    currency: Currency
    method: Method
    date: Day | None = Field(None, description="Today, where nothing is given")
    document_ids: Annotated[list[uuid.UUID], Field(max_length=100)] = Field([], description="Invoices, in the order in which they are paid")
    note: Text(500) = Field("", description="The client never sees it")
    receipt: Flag = Field(False, description="Make a receipt and send it")


class Allotment(Given):
    """Part of a payment for an invoice."""

    document_id: uuid.UUID
    amount: Number | None = Field(None, description="As much as fits, where nothing is given")


class TakenOff(Given):
    document_id: uuid.UUID


class RefundGiven(Given):
    """Money that goes back."""

    amount: Number
    because: Text(500) = ""


class ReceiptGiven(Given):
    again: Flag = Field(False, description="Send it once more to those who have it")


class PaymentsAsked(Page):
    """Filters of the list of payments."""

    client_id: uuid.UUID | None = None
    state: Literal["", "unmatched", "disputed", "refunded"] = ""
    method: Literal[("", *METHODS)] = ""
    date_from: Day | None = None
    date_to: Day | None = None


class AllocationOut(Told):
    """What stands on a document."""

    document_id: uuid.UUID
    number: str
    amount: str


class RefundOut(Told):
    """Money that went back; a failed one came again."""

    id: uuid.UUID
    amount: str
    date: str
    because: str
    failed: bool


class PaymentRow(Told):
    """A payment. `free` is neither on an invoice nor given back: the client's credit."""

    id: uuid.UUID
    client_id: uuid.UUID
    amount: str
    currency: str
    free: str
    date: str
    method: str
    note: str
    provider: str
    dispute: str
    receipt_id: uuid.UUID | None
    created_at: str
    created_by: str


class PaymentsOut(Told):
    items: list[PaymentRow]
    next: str | None


class PaymentOut(PaymentRow):
    """A payment with where it stands and what went back."""

    allocations: list[AllocationOut]
    refunds: list[RefundOut]


class ReceiptOut(Told):
    """The receipt and its letters."""

    receipt_id: uuid.UUID
    letters: list[LetterRow]


@room.reads("", "payments.see", PaymentsOut)
def list_payments(request: HttpRequest, asked: Query[PaymentsAsked]) -> HttpResponse:
    """List payments, newest first."""
    found = Payment.objects.visible_to(request.acting)
    if asked.state == "unmatched":
        found = found.unmatched()
    elif asked.state == "disputed":
        found = found.disputed()
    elif asked.state == "refunded":
        found = found.filter(refunds__failed_at=None, refunds__isnull=False).distinct()
    exact = {
        "client_id": asked.client_id, "method": asked.method, "day__gte": asked.date_from, "day__lte": asked.date_to,
    }  # fmt: skip
    found = found.filter(**{name: value for name, value in exact.items() if value})
    after = read_cursor(asked.cursor, dt.date.fromisoformat, uuid.UUID)
    if after:
        on, last = after
        found = found.filter(Q(day__lt=on) | Q(day=on, pk__lt=last))
    rows = list(found.order_by("-day", "-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [row.day.isoformat(), str(row.pk)], tell_row)


@room.reads("/{uuid:payment_id}", "payments.see", PaymentOut)
def get_payment(request: HttpRequest, payment_id: uuid.UUID) -> HttpResponse:
    """One payment."""
    return _told(request.acting, payment_id)


@room.writes("", "payments.book", PaymentOut, 201)
def book_payment(request: HttpRequest, given: NewPayment) -> HttpResponse:
    """Book money that came in, and put it on invoices in their order."""
    acting = request.acting
    client = client_named(acting, given.client_id)
    documents = [document_named(acting, pk, f"document_ids[{at}]") for at, pk in enumerate(given.document_ids)]
    for place, document in enumerate(documents):
        if document.kind != "invoice" or document.state != "issued":
            raise Invalid(f"{document} takes no money. Choose an issued invoice.", f"document_ids[{place}]")
    payment = Payment.book(
        client, money(given.amount, given.currency), given.method, acting.actor, on=given.date, documents=documents,
        note=given.note, receipt_wanted=given.receipt and can_be_mailed(client),
    )  # fmt: skip
    return _told(acting, payment.pk, 201)


@room.writes("/{uuid:payment_id}/allocations", "payments.book", PaymentOut)
def allocate_payment(request: HttpRequest, payment_id: uuid.UUID, given: Allotment) -> HttpResponse:
    """Put part of a payment on an invoice."""
    acting = request.acting
    payment = visible_payment(acting, payment_id)
    invoice = document_named(acting, given.document_id, "document_id")
    if invoice.kind != "invoice":
        raise Invalid("Choose an invoice.", "document_id")
    if given.amount is None:
        if invoice.currency != payment.currency:
            raise Invalid(f"{invoice} is in {invoice.currency}.", "document_id")
        amount = min(payment.free, invoice.balance)
    else:
        amount = money(given.amount, payment.currency)
    payment.put_on(invoice, amount, acting.actor)
    return _told(acting, payment_id)


@room.writes("/{uuid:payment_id}/take-off", "payments.refund", PaymentOut)
def take_payment_off(request: HttpRequest, payment_id: uuid.UUID, given: TakenOff) -> HttpResponse:
    """Free what a payment has on an invoice, as after a mistake."""
    acting = request.acting
    payment = visible_payment(acting, payment_id)
    payment.take_off(document_named(acting, given.document_id, "document_id"), acting.actor)
    return _told(acting, payment_id)


@room.writes("/{uuid:payment_id}/refunds", "payments.refund", PaymentOut, 201)
def refund_payment(request: HttpRequest, payment_id: uuid.UUID, given: RefundGiven) -> HttpResponse:
    """Write down money that was given back by hand.

    A payment that came through a provider goes back through it: use `provider-refunds`.
    """
    acting = request.acting
    payment = visible_payment(acting, payment_id)
    if _by_provider(acting, payment):
        raise Conflict("This payment goes back through its provider. Post to provider-refunds.", "payment")
    payment.refund(money(given.amount, payment.currency), acting.actor, because=given.because)
    return _told(acting, payment_id, 201)


@room.writes("/{uuid:payment_id}/provider-refunds", "payments.refund", PaymentOut, 201, alone=True)
def refund_through_provider(request: HttpRequest, payment_id: uuid.UUID, given: RefundGiven, token: str) -> HttpResponse:
    """Send money back through the provider that it came by.

    Needs an Idempotency-Key: under it, the provider sends the money back once, however often this is asked.
    """
    acting = request.acting
    payment = visible_payment(acting, payment_id)
    way = _by_provider(acting, payment)
    if way is None:
        raise Conflict("This payment did not come through a provider. Post to refunds.", "payment")
    way["give_back"](payment, money(given.amount, payment.currency), token)
    return _told(acting, payment_id, 201)


@room.writes("/{uuid:payment_id}/receipt", "documents.issue", ReceiptOut)
def send_payment_receipt(request: HttpRequest, payment_id: uuid.UUID, given: ReceiptGiven) -> HttpResponse:
    """Write the receipt if there is none, and put it into the outbox."""
    payment = visible_payment(request.acting, payment_id)
    again = new_token()[:20] if given.again else ""
    letters = send_receipt(payment, request.acting.actor, again)
    return answer({"receipt_id": str(payment.receipt_id), "letters": [tell_letter(letter) for letter in letters]})


def tell_row(payment: Payment) -> dict[str, Any]:
    return {
        "id": str(payment.pk), "client_id": str(payment.client_id), "amount": str(payment.amount),
        "currency": payment.currency, "free": str(payment.free_stored), "date": day(payment.day),
        "method": payment.method, "note": payment.note, "provider": payment.provider, "dispute": payment.dispute,
        "receipt_id": str(payment.receipt_id) if payment.receipt_id else None,
        "created_at": moment(payment.created_at), "created_by": payment.created_by,
    }  # fmt: skip


def _told(acting: Acting, payment_id: uuid.UUID, status: int = 200) -> HttpResponse:
    payment = visible_payment(acting, payment_id)
    rows = payment.allocations.select_related("document").order_by("created_at")
    told = tell_row(payment) | {
        "allocations": [
            {"document_id": str(row.document_id), "number": row.document.number, "amount": str(row.amount)} for row in rows
        ],
        "refunds": [
            {
                "id": str(row.pk), "amount": str(Money(row.amount_minor, row.currency)), "date": day(row.day),
                "because": row.because, "failed": row.failed_at is not None,
            }
            for row in payment.refunds.order_by("created_at")
        ],
    }  # fmt: skip
    return answer(told, status)


def _by_provider(acting: Acting, payment: Payment) -> dict[str, Any] | None:
    return next((filling["context"] for filling in PAYMENT_REFUNDS.filled(acting, payment)), None)
