"""What receipts do when a payment is booked."""

from clientkeep.workspace.journal import listens
from clientkeep.workspace.members.acting import Actor

from ..events import PaymentBooked
from ..payments.model import Payment
from .from_payment import send_wanted_receipt


@listens(PaymentBooked)
def make_receipt(event) -> None:
    """The receipt that the booking asked for: made once, sent once."""
    payment = Payment.objects.select_related("client", "workspace", "receipt").filter(pk=event.about_id).first()
    if payment and payment.receipt_wanted:
        send_wanted_receipt(payment, Actor("system", None, payment.workspace.name))
