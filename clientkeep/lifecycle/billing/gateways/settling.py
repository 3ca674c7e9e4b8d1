"""What the provider says now becomes what the books say: once, whatever the order and however often it is said.

The return page, each message and the hourly comparison all end here, with a fresh reading. Nobody is paid by
what a message says.
"""

import uuid
from dataclasses import dataclass

from django.db import transaction

from clientkeep.foundation.money import Money
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor

from .. import events
from ..payments.locking import lock_documents, retried
from ..payments.model import METHODS, Payment, Refund, written
from .model import Checkout, GatewayAccount, StrayPayment
from .protocol import Reading, Returned, Status
from .rules import Expected, is_newer, method_of, mismatch

GONE_TO_PAYER = "succeeded"
CAME_BACK = ("failed", "canceled")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was made of a reading: state is applied, ignored or parked; reason says why in words."""

    state: str
    reason: str = ""
    stray: StrayPayment | None = None
    checkout: Checkout | None = None


@retried
def settle(account: GatewayAccount, reading: Reading) -> Outcome:
    """Bring the books to what the provider says. Doing it again changes nothing."""
    with transaction.atomic():
        checkout = _checkout_of(account, reading)
        if checkout is None:
            return _without_checkout(account, reading)
        lock_documents([checkout.document_id])
        checkout = Checkout.objects.select_for_update(of=("self",)).select_related("account", "workspace").get(pk=checkout.pk)
        _adopt_ids(checkout, reading)
        wrong = mismatch(Expected(checkout.amount_minor, checkout.currency, account.livemode), reading)
        if wrong and not checkout.payment_id:
            return _park(account, reading, wrong, checkout)
        _follow(checkout, reading)
        strange = _follow_aftermath(checkout.payment, reading, account.actor) if checkout.payment_id else ""
        return _park(account, reading, strange, checkout) if strange else Outcome("applied", checkout=checkout)


def _checkout_of(account: GatewayAccount, reading: Reading) -> Checkout | None:
    """The checkout on record, of this very account: another firm's, or another mode's, is not found."""
    mine = account.checkouts
    named = as_uuid(reading.reference)
    found = mine.filter(pk=named).first() if named else None
    if found is None and reading.checkout_id:
        found = mine.filter(provider_id=reading.checkout_id).first()
    if found is None and reading.provider_payment_id:
        found = mine.filter(provider_payment=reading.provider_payment_id).first()
    return found


def _without_checkout(account: GatewayAccount, reading: Reading) -> Outcome:
    if not reading.reference:
        return Outcome("ignored", f"It is of another shop on the same {account.label} account.")
    if reading.status is not Status.PAID:
        return Outcome("ignored", "No money came, and no checkout on record has this reference.")
    return _park(account, reading, "It names a checkout that is not on record here.", None)


def _adopt_ids(checkout: Checkout, reading: Reading) -> None:
    """A message may come before the answer of the call that opened the checkout."""
    facts = {}
    if reading.checkout_id and not checkout.provider_id:
        facts["provider_id"] = reading.checkout_id
    if reading.provider_payment_id and checkout.provider_payment != reading.provider_payment_id:
        facts["provider_payment"] = reading.provider_payment_id
    if facts:
        checkout.move(checkout.state, **facts)


def _follow(checkout: Checkout, reading: Reading) -> None:
    if not reading.checkout_id and reading.status not in (Status.PAID, Status.PROCESSING):
        return  # a payment alone does not say whether its checkout is still open to another try
    if not is_newer(checkout.state, reading.status):
        if reading.failure and checkout.state == "open" and reading.failure != checkout.failure:
            checkout.move("open", failure=reading.failure[:300])
        return
    if reading.status is Status.PAID:
        return _book(checkout, reading)
    checkout.move(reading.status.value, failure=reading.failure[:300])
    if reading.status is Status.PROCESSING:
        _announce(checkout, events.PaymentPending, reading)
    elif reading.status is Status.FAILED:
        _announce(checkout, events.PaymentFailed, reading)


def _book(checkout: Checkout, reading: Reading) -> None:
    """Book it, and put it on the document as far as that still owes; the rest is the client's credit."""
    document = checkout.document
    payment = Payment.book(
        checkout.client,
        Money(reading.amount_minor, reading.currency),
        method_of(reading),
        by=checkout.account.actor,
        on=day_of(checkout.account, reading),
        documents=[document] if document.state == "issued" else [],
        provider=checkout.account.slug,
        provider_payment=reading.provider_payment_id,
        receipt_wanted=True,
    )
    checkout.move("paid", payment=payment, failure="")


def _follow_aftermath(payment: Payment, reading: Reading, by: Actor) -> str:
    """Refunds one by one, by the provider's own ids, so that repeats and their order do not matter; then the dispute.

    Returns in words what does not fit the books, or "".
    """
    strange = ""
    for returned in sorted(reading.refunds, key=lambda row: row.made_at):
        booked = Refund.objects.filter(payment=payment, provider_refund=returned.provider_id).first()
        if booked is None and returned.status == GONE_TO_PAYER:
            strange = _book_refund(payment, returned, by) or strange
        elif booked and booked.failed_at is None and returned.status in CAME_BACK:
            booked.fail(by)
    payment.note_provider(reading.fee_minor, reading.fee_currency, reading.dispute, by)
    if reading.dispute == "lost":
        _give_up(payment, by)
    return strange


def _book_refund(payment: Payment, returned: Returned, by: Actor) -> str:
    """Book it, or take the one that a person has already written down by hand to be this one."""
    by_hand = payment.refunds.filter(provider_refund="", amount_minor=returned.amount_minor, failed_at=None).first()
    if by_hand:
        Refund.objects.filter(pk=by_hand.pk).update(provider_refund=returned.provider_id)
        return ""
    if returned.amount_minor > payment.amount_minor - payment.returned_minor:
        return f"More was refunded at {by.name} than is left of the payment here."
    payment.refund(
        Money(returned.amount_minor, payment.currency),
        by,
        because=f"Refunded at {by.name}",
        provider_refund=returned.provider_id,
        on=min(payment.workspace.today(), _local_day(payment, returned.made_at)),
    )
    return ""


def _give_up(payment: Payment, by: Actor) -> None:
    """A lost dispute took the money back for good, as a refund would."""
    key = f"dispute:{payment.provider_payment}"
    left = payment.amount_minor - payment.returned_minor
    if left > 0 and not Refund.objects.filter(provider_refund=key).exists():
        payment.refund(Money(left, payment.currency), by, because="The dispute is lost", provider_refund=key)


def _park(account: GatewayAccount, reading: Reading, reason: str, checkout: Checkout | None) -> Outcome:
    """Put money that fits nothing where a person sees it; nothing is booked."""
    if reading.status is not Status.PAID:
        return Outcome("ignored", reason)
    stray, is_new = StrayPayment.objects.get_or_create(
        account=account,
        provider_payment=reading.provider_payment_id,
        defaults={
            "workspace_id": account.workspace_id,
            "checkout": checkout,
            "amount_minor": reading.amount_minor,
            "currency": reading.currency,
            "day": day_of(account, reading),
            "method": reading.method[:40],
            "livemode": reading.livemode,
            "reason": reason,
        },
    )
    if checkout and checkout.state not in ("parked", "paid"):
        checkout.move("parked", failure=reason)
    if is_new:
        record(
            events.StrayFound, workspace_id=account.workspace_id, by=account.actor,
            client_id=checkout.client_id if checkout else None, about=stray, provider=account.label,
            amount=written(stray.amount, account.workspace), reason=reason,
        )  # fmt: skip
    state = {"open": "parked", "matched": "applied", "ignored": "ignored"}[stray.state]
    return Outcome(state, stray.said or reason, stray, checkout)


def day_of(account: GatewayAccount, reading: Reading):
    """The day in the firm's zone on which the payer paid, never one to come."""
    today = account.workspace.today()
    return min(today, _local_day(account, reading.paid_at)) if reading.paid_at else today


def _local_day(row, moment):
    from zoneinfo import ZoneInfo

    return moment.astimezone(ZoneInfo(row.workspace.time_zone)).date()


def _announce(checkout: Checkout, kind, reading: Reading) -> None:
    number = checkout.document.number
    record(
        kind, workspace_id=checkout.workspace_id, by=checkout.account.actor, client_id=checkout.client_id,
        about=checkout.document, client=checkout.client.name, amount=written(checkout.amount, checkout.workspace),
        method=METHODS[method_of(reading)], numbers=number, for_numbers=f" for {number}",
    )  # fmt: skip


def as_uuid(text: str) -> uuid.UUID | None:
    """Return the id that a text is, or None."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
