"""Giving money back through the provider that it came by: asked under a stored key, booked by what the provider says."""

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.money import Money

from ..payments.model import Payment
from .model import GatewayAccount
from .protocol import GatewayError, Unreachable
from .settling import settle

UNKNOWN = "{label} did not answer, so it is not known whether the money went back. Send this once more: it goes back once only."


def account_of(payment: Payment) -> GatewayAccount | None:
    """The account through which this payment came, where it can still be asked."""
    checkout = payment.checkouts.select_related("account__workspace").first()
    if checkout is None or not checkout.account.sealed or not checkout.account.may_be_called:
        return None
    return checkout.account if checkout.account.gateway else None


def give_back(payment: Payment, amount: Money, key: str) -> str:
    """Send money back to the payer. The same `key` (at most 64 signs) sends it once; returns what to say.

    Raises Invalid or Conflict in words. What the provider did is booked from its own answer.
    """
    account = account_of(payment)
    if account is None:
        raise Conflict("The provider of this payment is no longer set up here.", "amount")
    left = payment.amount_minor - payment.returned_minor
    if amount.minor > left:
        raise Conflict(f"At most {Money(left, payment.currency)} can be given back.", "amount")
    try:
        reading = account.connect().refund_payment(
            payment.provider_payment, amount.minor, payment.currency, f"refund:{key}"
        )
        settle(account, reading)
    except GatewayError as problem:
        words = UNKNOWN.format(label=account.label) if isinstance(problem, Unreachable) else str(problem)
        raise Invalid(words, "amount") from problem
    if any(row.status == "pending" for row in reading.refunds):
        return f"{account.label} sends the money back. It is booked when it has arrived."
    return f"{account.label} sends the money back to the payer."
