"""Fetching for a person: only through what they may see, else the same 404 as for nothing."""

import uuid

from django.http import Http404

from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting

from .model import Payment


def visible_payment(acting: Acting, payment_id: uuid.UUID) -> Payment:
    """Return the payment, with its client."""
    found = Payment.objects.visible_to(acting).filter(pk=payment_id).select_related("client", "receipt").first()
    if found is None:
        raise Http404
    found.workspace = found.client.workspace = acting.workspace
    return found


def visible_invoice(acting: Acting, document_id: uuid.UUID) -> Document:
    """Return an issued invoice, with its client."""
    found = Document.objects.visible_to(acting).filter(pk=document_id, kind="invoice").select_related("client").first()
    if found is None or found.state == "draft":
        raise Http404
    found.workspace = found.client.workspace = acting.workspace
    return found


def open_invoices(acting: Acting, payment: Payment) -> list[Document]:
    """Invoices on which money of this payment may be put, those due first."""
    rows = Document.objects.visible_to(acting).outstanding()
    return list(rows.filter(client=payment.client_id, currency=payment.currency).order_by("due_date", "pk")[:100])
