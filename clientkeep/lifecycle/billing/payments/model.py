"""Payment, allocation, refund: money that came in, what it was for, and what went back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import Sum

from clientkeep.foundation import clock, faults
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import CurrencyCode, Identity, Minor
from clientkeep.foundation.money import Money
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from .. import events
from ..ledger import rules as book
from ..ledger.model import post
from ..ledger.rules import Rows

METHODS = {
    "card": "card",
    "bank_transfer": "bank transfer",
    "cash": "cash",
    "check": "cheque",
    "paypal": "PayPal",
    "stripe": "Stripe",
    "other": "other means",
}


class Payment(models.Model):
    """Money received from a client. What is not put on an invoice stays as the client's credit."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="payments")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="payments")
    amount_minor = Minor()
    currency = CurrencyCode()
    day = models.DateField()
    method = models.CharField(max_length=15, choices=list(METHODS.items()))
    note = models.CharField(max_length=500, blank=True)
    form_token = models.CharField(max_length=64, null=True, blank=True)
    provider = models.CharField(max_length=20, blank=True)
    provider_payment = models.CharField(max_length=100, blank=True)
    receipt = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="receipt_of")
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "provider_payment"],
                condition=~models.Q(provider_payment=""),
                name="provider_payment_once",
            ),
            models.UniqueConstraint(fields=["workspace", "form_token"], name="payment_form_once"),
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="payment_above_zero"),
        ]
        indexes = [
            models.Index(fields=["workspace", "-day", "-id"], name="payment_newest"),
            models.Index(fields=["client", "-day"], name="payment_of_client"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency} on {self.day}"

    @classmethod
    def book(
        cls,
        client: Client,
        amount: Money,
        method: str,
        by: Actor,
        on: dt.date | None = None,
        documents: Sequence[Document] = (),
        note: str = "",
        form_token: str | None = None,
        provider: str = "",
        provider_payment: str = "",
        receipt: Document | None = None,
    ) -> "Payment":
        """Book money that came in and put it on `documents` in their order; the rest is the client's credit.

        The same `form_token` or provider payment gives the payment that is already booked. Raises Invalid
        for nothing, an unknown method, a date to come, or a document of another client or currency.
        """
        known = cls._known(client, form_token, provider, provider_payment)
        if known:
            return known
        if amount.minor <= 0:
            raise Invalid("Enter an amount above zero.", "amount")
        if method not in METHODS:
            raise Invalid(f"Choose how it was paid: {', '.join(METHODS)}.", "method")
        day = on or client.workspace.today()
        if day > client.workspace.today():
            raise Invalid("Enter the day on which the money came in.", "date")
        with transaction.atomic():
            payment = cls.objects.create(
                workspace_id=client.workspace_id, client=client, amount_minor=amount.minor, currency=amount.currency,
                day=day, method=method, note=note.strip()[:500], form_token=form_token or None, provider=provider,
                provider_payment=provider_payment, receipt=receipt, created_by=by.name,
            )  # fmt: skip
            payment._post("payment", book.on_payment(amount.minor, method))
            faults.point("pay.after_store")
            numbers = payment._put_on(documents, by)
            payment._announce(events.PaymentBooked, by, numbers=numbers)
        return payment

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def free(self) -> Money:
        """What is neither on an invoice nor refunded."""
        used = self.allocations.aggregate(sum=Sum("amount_minor"))["sum"] or 0
        back = self.refunds.aggregate(sum=Sum("amount_minor"))["sum"] or 0
        return Money(self.amount_minor - used - back, self.currency)

    def put_on(self, invoice: Document, amount: Money, by: Actor) -> None:
        """Match part of this payment with an invoice. Raises Conflict where either has less left."""
        from .allocating import put_credit_on

        with transaction.atomic():
            locked = Payment.objects.select_for_update().get(pk=self.pk)
            if amount.minor <= 0 or amount.minor > locked.free.minor:
                raise Conflict(f"{locked.free} {self.currency} of this payment is free.", "amount")
            put_credit_on(invoice, amount.minor, by, payment=self)
            self._announce(events.PaymentAllocated, by, numbers=[invoice.number], amount=amount)

    def take_off(self, invoice: Document, by: Actor) -> None:
        """Free what was put on an invoice, as after a mistake."""
        from .allocating import free_credit

        with transaction.atomic():
            amount = free_credit(invoice, by, payment=self)
            self._announce(events.PaymentFreed, by, numbers=[invoice.number], amount=Money(amount, self.currency))

    def refund(
        self, amount: Money, by: Actor, because: str = "", provider_refund: str = "", on: dt.date | None = None
    ) -> "Refund":
        """Record money given back. What an invoice holds of it is freed first, newest allocation first."""
        known = provider_refund and Refund.objects.filter(provider_refund=provider_refund).first()
        if known:
            return known
        with transaction.atomic():
            locked = Payment.objects.select_for_update().get(pk=self.pk)
            back = locked.refunds.aggregate(sum=Sum("amount_minor"))["sum"] or 0
            if amount.minor <= 0 or amount.currency != self.currency or back + amount.minor > locked.amount_minor:
                raise Conflict(
                    f"At most {Money(locked.amount_minor - back, self.currency)} can be given back.", "amount"
                )
            from .allocating import shrink_allocations

            shrink_allocations(locked, max(0, amount.minor - locked.free.minor), by)
            refund = Refund.objects.create(
                payment=self, amount_minor=amount.minor, currency=self.currency, day=on or self.workspace.today(),
                because=because[:500], provider_refund=provider_refund, created_by=by.name,
            )  # fmt: skip
            self._post(f"refund:{refund.pk}", book.on_refund(amount.minor, self.method))
            self._announce(events.PaymentRefunded, by, numbers=[], amount=amount)
        return refund

    @classmethod
    def _known(cls, client: Client, form_token: str | None, provider: str, provider_payment: str) -> "Payment | None":
        if provider_payment:
            return cls.objects.filter(provider=provider, provider_payment=provider_payment).first()
        if form_token:
            return cls.objects.filter(workspace_id=client.workspace_id, form_token=form_token).first()
        return None

    def _put_on(self, documents: Sequence[Document], by: Actor) -> list[str]:
        from .allocating import put_credit_on

        left, numbers = self.amount_minor, []
        for document in documents:
            if document.kind == "receipt":
                amount = left
            else:
                amount = min(left, Document.objects.select_for_update().get(pk=document.pk).balance_minor)
            if amount:
                put_credit_on(document, amount, by, payment=self)
                numbers.append(document.number)
                left -= amount
        return numbers

    def _post(self, what: str, rows: Rows) -> None:
        post(
            rows, workspace_id=self.workspace_id, client_id=self.client_id, key=f"{what}:{self.pk}"[:100], day=self.day,
            currency=self.currency, payment_id=self.pk,
        )  # fmt: skip

    def _announce(self, kind: Any, by: Actor, numbers: list[str], amount: Money | None = None) -> None:
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, client=self.client.name,
            amount=f"{amount or self.amount} {self.currency}", method=METHODS[self.method], numbers=", ".join(numbers),
            for_numbers=f" for {', '.join(numbers)}" if numbers else "",
        )  # fmt: skip


class Allocation(models.Model):
    """A part of a payment, or of a credit note, that stands on an invoice."""

    id = Identity()
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, null=True, blank=True, related_name="allocations")
    credit_note = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="uses")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="allocations")
    amount_minor = Minor()
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="allocation_above_zero"),
            models.CheckConstraint(
                condition=models.Q(payment__isnull=False) ^ models.Q(credit_note__isnull=False),
                name="allocation_one_source",
            ),
        ]


class Refund(models.Model):
    """Money given back out of a payment."""

    id = Identity()
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    amount_minor = Minor()
    currency = CurrencyCode()
    day = models.DateField()
    because = models.CharField(max_length=500, blank=True)
    provider_refund = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider_refund"], condition=~models.Q(provider_refund=""), name="provider_refund_once"
            )
        ]
