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
from clientkeep.foundation.ui.figures import write_money
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from .. import events
from ..ledger import rules as book
from ..ledger.model import post
from ..ledger.rules import Rows
from .locking import lock_documents, retried
from .queries import PaymentQuerySet

METHODS = {
    "card": "card",
    "bank_transfer": "bank transfer",
    "cash": "cash",
    "check": "cheque",
    "paypal": "PayPal",
    "stripe": "Stripe",
    "other": "other means",
}
SETTLED_DISPUTES = ("", "won", "lost", "warning_closed")
DISPUTE_WORDS = {
    "needs_response": "is disputed by the payer's bank and needs your answer at the provider",
    "under_review": "is disputed; the bank is looking at your answer",
    "warning_needs_response": "is asked about by the payer's bank",
    "warning_under_review": "is asked about; the bank is looking at your answer",
    "warning_closed": "is no longer asked about",
    "won": "was disputed, and the dispute is won",
    "lost": "was disputed, and the dispute is lost",
}


def written(money: Money, workspace: Workspace) -> str:
    """An amount for the firm's readers, as the journal tells it."""
    return write_money(money.minor, money.currency, workspace.locale, workspace.currency)


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
    receipt_wanted = models.BooleanField(default=False, help_text="A receipt is made and sent once it is booked")
    free_minor = Minor(default=0, help_text="Neither on an invoice nor given back; recounted by each verb")
    fee_minor = Minor(null=True, blank=True, help_text="What the provider kept, in fee_currency")
    fee_currency = CurrencyCode(blank=True)
    dispute = models.CharField(max_length=40, blank=True, help_text="The provider's word: needs_response, won, lost …")
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.CharField(max_length=200, blank=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "provider_payment"],
                condition=~models.Q(provider_payment=""),
                name="provider_payment_once",
            ),
            models.UniqueConstraint(fields=["workspace", "form_token"], name="payment_form_once"),
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="payment_above_zero"),
            models.CheckConstraint(condition=models.Q(free_minor__gte=0), name="payment_never_overused"),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "-day", "-id"], condition=models.Q(free_minor__gt=0), name="payment_unmatched"
            ),
            models.Index(
                fields=["client", "currency"], condition=models.Q(free_minor__gt=0), name="payment_credit"
            ),
            models.Index(fields=["workspace", "-day", "-id"], name="payment_newest"),
            models.Index(fields=["client", "-day"], name="payment_of_client"),
            models.Index(fields=["workspace", "currency", "amount_minor"], name="payment_sums"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency} on {self.day}"

    @classmethod
    @retried
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
        receipt_wanted: bool = False,
    ) -> "Payment":
        """Book money that came in and put it on `documents` in their order; the rest is the client's credit.

        With `receipt_wanted` a receipt is made and sent after commit. The same `form_token` or provider payment gives the payment that is already booked. Raises Invalid
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
            lock_documents(document.pk for document in documents if document.kind != "receipt")
            known = cls._known(client, form_token, provider, provider_payment)
            if known:
                return known
            payment = cls.objects.create(
                workspace_id=client.workspace_id, client=client, amount_minor=amount.minor, currency=amount.currency,
                day=day, method=method, note=note.strip()[:500], form_token=form_token or None, provider=provider,
                provider_payment=provider_payment, receipt=receipt, receipt_wanted=receipt_wanted,
                free_minor=amount.minor, created_by=by.name,
            )  # fmt: skip
            payment._post("payment", book.on_payment(amount.minor, method))
            faults.point("pay.after_store")
            numbers = payment._put_on(documents, by)
            payment._recount()
            payment._announce(events.PaymentBooked, by, numbers=numbers)
        return payment

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def free(self) -> Money:
        """What is neither on an invoice nor refunded."""
        used = self.allocations.aggregate(sum=Sum("amount_minor"))["sum"] or 0
        return Money(self.amount_minor - used - self.returned_minor, self.currency)

    @property
    def returned_minor(self) -> int:
        """What went back to the payer and did not come again."""
        return self.refunds.filter(failed_at=None).aggregate(sum=Sum("amount_minor"))["sum"] or 0

    @property
    def free_stored(self) -> Money:
        """The same as `free`, as the row keeps it: without a question to the database, for lists."""
        return Money(self.free_minor, self.currency)

    @property
    def fee(self) -> Money | None:
        """What the provider kept; None until it is known."""
        return None if self.fee_minor is None else Money(self.fee_minor, self.fee_currency)

    @property
    def is_disputed(self) -> bool:
        """The payer's bank asks for the money back and has not decided."""
        return self.dispute not in SETTLED_DISPUTES

    @retried
    def put_on(self, invoice: Document, amount: Money, by: Actor) -> None:
        """Match part of this payment with an invoice. Raises Conflict where either has less left."""
        from .allocating import put_credit_on

        with transaction.atomic():
            lock_documents([invoice.pk])
            locked = Payment.objects.select_for_update().get(pk=self.pk)
            if amount.minor <= 0 or amount.minor > locked.free.minor:
                raise Conflict(f"{locked.free} {self.currency} of this payment is free.", "amount")
            put_credit_on(invoice, amount.minor, by, payment=self)
            self._recount()
            self._announce(events.PaymentAllocated, by, numbers=[invoice.number], amount=amount)

    @retried
    def take_off(self, invoice: Document, by: Actor) -> None:
        """Free what was put on an invoice, as after a mistake."""
        from .allocating import free_credit

        with transaction.atomic():
            lock_documents([invoice.pk])
            Payment.objects.select_for_update().get(pk=self.pk)
            amount = free_credit(invoice, by, payment=self)
            self._recount()
            self._announce(events.PaymentFreed, by, numbers=[invoice.number], amount=Money(amount, self.currency))

    @retried
    def refund(
        self, amount: Money, by: Actor, because: str = "", provider_refund: str = "", on: dt.date | None = None,
        form_token: str | None = None,
    ) -> "Refund":
        """Record money given back: free money first, then what invoices hold, newest allocation first.

        The same form token or provider's id gives the refund that is booked already. Raises Conflict where
        less is left.
        """
        known = Refund.known(self, provider_refund, form_token)
        if known:
            return known
        with transaction.atomic():
            lock_documents(self.allocations.exclude(document__kind="receipt").values_list("document_id", flat=True))
            locked = Payment.objects.select_for_update().get(pk=self.pk)
            back = locked.returned_minor
            if amount.minor <= 0 or amount.currency != self.currency or back + amount.minor > locked.amount_minor:
                raise Conflict(
                    f"At most {Money(locked.amount_minor - back, self.currency)} can be given back.", "amount"
                )
            from .allocating import shrink_allocations

            shrink_allocations(locked, max(0, amount.minor - locked.free.minor), by)
            refund = Refund.objects.create(
                payment=self, amount_minor=amount.minor, currency=self.currency, day=on or self.workspace.today(),
                because=because[:500], provider_refund=provider_refund, form_token=form_token or None,
                created_by=by.name,
            )  # fmt: skip
            self._recount()
            self._post(f"refund:{refund.pk}", book.on_refund(amount.minor, self.method), refund.day)
            self._announce(events.PaymentRefunded, by, numbers=[], amount=amount)
        return refund

    def note_provider(self, fee_minor: int | None, fee_currency: str, dispute: str, by: Actor) -> None:
        """Keep what the provider says beside the amount: its fee, and whether the payer's bank disputes."""
        with transaction.atomic():
            now = Payment.objects.select_for_update().get(pk=self.pk)
            fee = (now.fee_minor, now.fee_currency) if fee_minor is None else (fee_minor, fee_currency)
            if (*fee, dispute) == (now.fee_minor, now.fee_currency, now.dispute):
                return
            Payment.objects.filter(pk=self.pk).update(fee_minor=fee[0], fee_currency=fee[1], dispute=dispute)
            self.fee_minor, self.fee_currency, self.dispute = *fee, dispute
            if dispute != now.dispute:
                words = DISPUTE_WORDS.get(dispute, dispute.replace("_", " "))
                self._announce(events.PaymentDisputed, by, numbers=self.numbers, words=words)

    @property
    def numbers(self) -> list[str]:
        """The numbers of the documents that this payment stands on."""
        rows = self.allocations.order_by("created_at", "pk").values_list("document__number", flat=True)
        return list(dict.fromkeys(rows))

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

    def _recount(self) -> None:
        self.free_minor = self.free.minor
        Payment.objects.filter(pk=self.pk).update(free_minor=self.free_minor)

    def _post(self, what: str, rows: Rows, day: dt.date | None = None) -> None:
        post(
            rows, workspace_id=self.workspace_id, client_id=self.client_id, key=f"{what}:{self.pk}"[:100],
            day=day or self.day,
            currency=self.currency, payment_id=self.pk,
        )  # fmt: skip

    def _announce(
        self, kind: Any, by: Actor, numbers: list[str], amount: Money | None = None, **more: str
    ) -> None:
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, client=self.client.name,
            amount=written(amount or self.amount, self.workspace), method=METHODS[self.method], numbers=", ".join(numbers),
            for_numbers=f" for {', '.join(numbers)}" if numbers else "", **more,
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

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.document.currency)


class Refund(models.Model):
    """Money given back out of a payment."""

    id = Identity()
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    amount_minor = Minor()
    currency = CurrencyCode()
    day = models.DateField()
    because = models.CharField(max_length=500, blank=True)
    provider_refund = models.CharField(max_length=100, blank=True)
    form_token = models.CharField(max_length=64, null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True, help_text="When the money came back: it counts no more")
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider_refund"], condition=~models.Q(provider_refund=""), name="provider_refund_once"
            ),
            models.UniqueConstraint(fields=["payment", "form_token"], name="refund_form_once"),
        ]

    @classmethod
    def known(cls, payment: Payment, provider_refund: str, form_token: str | None) -> "Refund | None":
        """The refund that is booked already under the provider's id, or by the same form."""
        if provider_refund:
            return cls.objects.filter(provider_refund=provider_refund).first()
        return cls.objects.filter(payment=payment, form_token=form_token).first() if form_token else None

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    def fail(self, by: Actor) -> None:
        """The money did not reach the payer and is here again, as the client's credit. Calling it again changes nothing."""
        with transaction.atomic():
            payment = Payment.objects.select_for_update().get(pk=self.payment_id)
            if not Refund.objects.filter(pk=self.pk, failed_at=None).update(failed_at=clock.now()):
                return
            payment._recount()
            amount = Money(self.amount_minor, self.currency)
            rows = book.reverse(book.on_refund(self.amount_minor, payment.method))
            payment._post(f"refund-back:{self.pk}", rows, payment.workspace.today())
            payment._announce(events.RefundFailed, by, numbers=[], amount=amount)
