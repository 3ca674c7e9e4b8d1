"""What gateways do when money moves otherwise: a checkout over an old amount must not stay payable."""

from clientkeep.relationship.documents.events import DocumentVoided
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import listens
from clientkeep.workspace.queue import fair_share

from .. import events
from ..payments.model import Payment
from .jobs import close_unneeded
from .model import Checkout


@listens(DocumentVoided, events.InvoicePaid)
def close_checkouts_of_document(event) -> None:
    """Paid in full or void: nobody may pay it any more."""
    _close(event, [event.about_id])


@listens(events.PaymentBooked, events.PaymentAllocated, events.PaymentFreed)
def close_checkouts_of_payment(event) -> None:
    """Part of it was paid by hand: an open checkout asks for too much."""
    payment = Payment.objects.filter(workspace_id=event.workspace_id, pk=event.about_id).first()
    if payment:
        open_ones = Checkout.objects.filter(client_id=payment.client_id, state__in=("created", "open"))
        _close(event, open_ones.values_list("document_id", flat=True))


def _close(event, ids) -> None:
    known = Document.objects.filter(workspace_id=event.workspace_id, pk__in=list(ids))
    for document_id in known.filter(checkouts__state__in=("created", "open")).values_list("pk", flat=True).distinct():
        with fair_share(event.workspace_id):
            close_unneeded.enqueue(str(document_id))
