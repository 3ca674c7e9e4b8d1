"""Stripe's objects in the product's words."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from ..protocol import Reading, Returned, Status, Unreadable
from .amounts import fee_from_stripe, from_stripe

if TYPE_CHECKING:
    import stripe

# The key under which our reference stands in the metadata of a session and of its payment.
REFERENCE = "clientkeep_reference"
_OF_INTENT = {
    "succeeded": Status.PAID,
    "processing": Status.PROCESSING,
    "requires_capture": Status.PROCESSING,
    "canceled": Status.EXPIRED,
}


def instant(seconds: int) -> dt.datetime:
    """Stripe's seconds since 1970 as an instant in UTC."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def read_session(session: "stripe.checkout.Session", refunds: list[Any] | None, dispute: str) -> Reading:
    """What became of a session whose payment_intent is expanded (see connection.DETAILS)."""
    intent = session.payment_intent
    if intent is None:
        if session.amount_total is None or session.currency is None:
            raise Unreadable("Stripe sent a checkout without an amount.")
        return Reading(
            status=_session_status(session, Status.OPEN),
            amount_minor=from_stripe(session.amount_total, session.currency),
            currency=session.currency.upper(),
            livemode=session.livemode,
            reference=session.client_reference_id or "",
            checkout_id=session.id,
        )
    assert not isinstance(intent, str)
    return read_intent(
        intent,
        refunds,
        dispute,
        status=_session_status(session, _intent_status(intent)),
        reference=session.client_reference_id or "",
        checkout_id=session.id,
    )


def read_intent(
    intent: "stripe.PaymentIntent",
    refunds: list[Any] | None,
    dispute: str,
    *,
    status: Status | None = None,
    reference: str = "",
    checkout_id: str = "",
) -> Reading:
    """What became of a payment whose latest_charge and its balance_transaction are expanded."""
    status = status or _intent_status(intent)
    charge: Any = intent.latest_charge
    paid = status is Status.PAID
    moved = charge.balance_transaction if charge and paid else None
    error = intent.last_payment_error
    return Reading(
        status=status,
        amount_minor=from_stripe(intent.amount_received if paid else intent.amount, intent.currency),
        currency=intent.currency.upper(),
        livemode=intent.livemode,
        reference=reference or intent.metadata.to_dict().get(REFERENCE, ""),
        checkout_id=checkout_id,
        provider_payment_id=intent.id,
        paid_at=instant(charge.created) if charge and paid else None,
        method=charge.payment_method_details.type if charge and charge.payment_method_details else "",
        fee_minor=fee_from_stripe(moved.fee, moved.currency) if moved else None,
        fee_currency=moved.currency.upper() if moved else "",
        failure=(error.message or "The payment failed.") if error and not paid else "",
        refunded_minor=from_stripe(charge.amount_refunded, charge.currency) if charge else 0,
        refunds=tuple(_returned(row) for row in refunds or []),
        dispute=dispute,
    )


def _session_status(session: "stripe.checkout.Session", of_intent: Status) -> Status:
    """A declined card leaves a session open; a bank debit completes it before the money comes."""
    if session.payment_status in ("paid", "no_payment_required"):
        return Status.PAID
    if session.status == "complete":
        return Status.PROCESSING if of_intent is Status.OPEN else of_intent
    return Status.EXPIRED if session.status == "expired" else Status.OPEN


def _intent_status(intent: "stripe.PaymentIntent") -> Status:
    known = _OF_INTENT.get(intent.status)
    if known:
        return known
    return Status.FAILED if intent.last_payment_error else Status.OPEN


def _returned(refund: Any) -> Returned:
    return Returned(
        provider_id=refund.id,
        amount_minor=from_stripe(refund.amount, refund.currency),
        status="pending" if refund.status == "requires_action" else refund.status or "pending",
        made_at=instant(refund.created),
    )
