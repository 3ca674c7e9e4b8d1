"""A person says what a stray payment is: money for an invoice or a client, or nothing of ours."""

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Acting, Actor

from .. import events
from ..payments.locking import lock_documents, retried
from ..payments.model import Payment, written
from .model import Checkout, StrayPayment


@retried
def match_stray(stray: StrayPayment, invoice: Document, by: Actor) -> Payment:
    """Book the money as it came, and put it on an invoice of its currency; the rest is the client's credit.

    Raises Invalid for another currency or firm, Conflict for test money or one that is decided already.
    """
    if invoice.workspace_id != stray.workspace_id or invoice.kind != "invoice" or invoice.state != "issued":
        raise Invalid("Choose an open invoice.", "document")
    if invoice.currency != stray.currency:
        raise Invalid(f"{invoice} is in {invoice.currency}; this money is in {stray.currency}.", "document")
    with transaction.atomic():
        lock_documents([invoice.pk])
        now = _open(stray)
        if not now.livemode and now.account.livemode:
            raise Conflict("This is test money: none came in. Put it aside.", "state")
        payment = Payment.book(
            invoice.client, now.amount, "card" if now.method == "card" else "stripe", by, on=now.day, documents=[invoice],
            note=now.reason, provider=now.account.slug, provider_payment=now.provider_payment, receipt_wanted=True,
        )  # fmt: skip
        if payment.client_id != invoice.client_id:
            raise Conflict("This money is booked already, for another client.", "state")
        if now.checkout and now.checkout.state == "parked":
            Checkout.objects.select_for_update().get(pk=now.checkout_id).move("paid", payment=payment, failure="")
        _decide(now, "matched", f"matched with {invoice}", by, payment)
    return payment


@retried
def ignore_stray(stray: StrayPayment, reason: str, by: Actor) -> None:
    """Put it aside with a reason; nothing is booked. Raises Invalid without a reason."""
    if not reason.strip():
        raise Invalid("Say why, for the books.", "reason")
    with transaction.atomic():
        _decide(_open(stray), "ignored", reason.strip()[:300], by)


def visible_strays(acting: Acting):
    """Those of the firm, for members who may book payments of all clients."""
    mine = StrayPayment.objects.filter(workspace=acting.workspace)
    return mine if acting.may("payments.book") and acting.member.sees_all_clients else mine.none()


def _open(stray: StrayPayment) -> StrayPayment:
    now = StrayPayment.objects.select_for_update(of=("self",)).select_related("account", "checkout").get(pk=stray.pk)
    if now.state != "open":
        raise Conflict("Somebody decided about this money already.", "state")
    return now


def _decide(stray: StrayPayment, state: str, said: str, by: Actor, payment: Payment | None = None) -> None:
    stray.state, stray.said, stray.payment = state, said[:300], payment
    stray.decided_by, stray.decided_at = by.name[:200], clock.now()
    stray.save(update_fields=["state", "said", "payment", "decided_by", "decided_at"])
    became = "applied" if state == "matched" else "ignored"
    stray.events.filter(state="parked").update(state=became, reason=said[:300])
    record(
        events.StrayDecided, workspace_id=stray.workspace_id, by=by, client_id=payment.client_id if payment else None,
        about=stray, amount=written(stray.amount, stray.workspace), provider=stray.account.label,
        words="matched" if state == "matched" else "put aside",
    )  # fmt: skip
