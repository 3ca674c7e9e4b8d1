"""A payment becomes a receipt: made once, issued, and mailed once to whom the bills go."""

from django.db import transaction

from clientkeep.foundation.errors import Conflict, Refusal
from clientkeep.foundation.money import Money
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents import sending
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.mail.wording import words_of
from clientkeep.workspace.members.acting import Actor

from ..payments.locking import retried
from ..payments.model import METHODS, Payment


@retried
def write_receipt(payment: Payment, by: Actor) -> Document:
    """Make and issue the receipt of a payment; the same one again where it exists."""
    if payment.receipt_id:
        return payment.receipt
    with transaction.atomic():
        receipt = Document.draft(
            payment.client,
            "receipt",
            by,
            lines=_lines(payment),
            role="payment",
            form_token=f"receipt:{payment.pk}",
            currency=payment.currency,
            issue_date=payment.workspace.today(),
            payment={"amount": str(payment.amount), "date": payment.day.isoformat(), "method": METHODS[payment.method]},
        )
        receipt.issue(by)
        Payment.objects.filter(pk=payment.pk, receipt=None).update(receipt=receipt)
        payment.receipt = receipt
    return receipt


def send_receipt(payment: Payment, by: Actor, again: str = "") -> list:
    """Put the receipt into the outbox for the billing contacts. Raises Conflict where there is no address.

    Repeating it writes nothing new, unless `again` names another sending.
    """
    receipt = write_receipt(payment, by)
    recipients = _payer(payment) or sending.default_recipients(receipt)
    if not recipients:
        raise Conflict(f"{payment.client.name} has no e-mail address yet. Add one and send the receipt then.", "to")
    words = words_of(payment.workspace, "document_receipt")
    return sending.send(receipt, by, recipients, _said(words.subject, payment), _said(words.text, payment), again)


def can_be_mailed(client: Client) -> bool:
    """Tell whether a receipt for this client has somewhere to go."""
    return bool(client.email or client.contacts.for_billing())


def send_wanted_receipt(payment: Payment, by: Actor) -> None:
    """After the booking: make the receipt that was asked for, and send it if there is an address."""
    try:
        send_receipt(payment, by)
    except Refusal as refusal:
        if refusal.field != "to":
            raise


def _payer(payment: Payment) -> list:
    """Who paid online, where that is a person on record with an address."""
    checkout = payment.checkouts.exclude(contact=None).select_related("contact").first()
    person = checkout.contact if checkout else None
    if person and person.email and person.removed_at is None:
        return [sending.Recipient(person.email, person.name, person)]
    return []


def _said(text: str, payment: Payment) -> str:
    """Put in what only a payment knows; a line about an invoice is left out where there is none."""
    numbers = ", ".join(payment.numbers)
    if not numbers:
        text = "\n".join(line for line in text.split("\n") if "{invoice}" not in line)
    return text.replace("{invoice}", numbers).replace("{method}", METHODS[payment.method])


def _lines(payment: Payment) -> list[dict]:
    rows = [
        {"description": f"Payment for {row.document.label.lower()} {row.document.number}", "unit_price": str(row.amount)}
        for row in _allocations(payment)
    ]
    left = payment.amount_minor - sum(row.amount_minor for row in _allocations(payment))
    if left:
        rows.append({"description": "Payment on account", "unit_price": str(Money(left, payment.currency))})
    return rows


def _allocations(payment: Payment) -> list:
    return list(payment.allocations.select_related("document").order_by("created_at", "pk"))

