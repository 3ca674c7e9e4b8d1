"""What is made of a document: a copy, the invoices of a quote, a credit note of an invoice."""

import uuid

from django.http import HttpRequest, HttpResponse

from clientkeep.lifecycle.billing.invoices.crediting import credit_note_for
from clientkeep.lifecycle.billing.invoices.from_quote import deposit_invoice, final_invoice
from clientkeep.relationship.documents.copying import values_of
from clientkeep.relationship.documents.fetching import visible
from clientkeep.relationship.documents.models import Document

from .shapes import DocumentOut
from .views import room, told


@room.writes("/{uuid:document_id}/copy", "documents.draft", DocumentOut, 201)
def copy_document(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Write a new draft that says the same, dated today."""
    document = visible(request.acting, document_id)
    values = {name: value for name, value in values_of(document, dates=False).items() if name not in ("repeat", "payment")}
    made = Document.draft(document.client, document.kind, request.acting.actor, values.pop("lines"), **values)
    return told(request, made, 201)


@room.writes("/{uuid:document_id}/invoice", "documents.draft", DocumentOut, 201)
def invoice_from_quote(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Draft the invoice of an accepted quote, its deposit invoices taken off. Asked twice, it is the same one."""
    return told(request, final_invoice(visible(request.acting, document_id), request.acting.actor), 201)


@room.writes("/{uuid:document_id}/deposit-invoice", "documents.draft", DocumentOut, 201)
def deposit_invoice_from_quote(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Draft the deposit invoice of an accepted quote. Asked twice, it is the same one."""
    return told(request, deposit_invoice(visible(request.acting, document_id), request.acting.actor), 201)


@room.writes("/{uuid:document_id}/credit-note", "documents.void", DocumentOut, 201)
def credit_note_from_invoice(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Draft a credit note with the lines of an issued invoice, to be cut down to what is taken back."""
    return told(request, credit_note_for(visible(request.acting, document_id), request.acting.actor), 201)
