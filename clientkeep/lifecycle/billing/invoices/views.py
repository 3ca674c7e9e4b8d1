"""Acts that make invoices of quotes, and credit notes of invoices. Each is a POST that opens the draft."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.documents.fetching import visible
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.gate import staff

from .crediting import credit_note_for
from .from_quote import deposit_invoice, final_invoice


@staff("documents.draft")
@require_POST
def from_quote(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Draft the invoice of an accepted quote; clicked twice it is the same one."""
    quote = visible(request.acting, document_id)
    return _opened(request, final_invoice(quote, request.acting.actor), quote)


@staff("documents.draft")
@require_POST
def deposit_from_quote(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Draft the deposit invoice of an accepted quote; clicked twice it is the same one."""
    quote = visible(request.acting, document_id)
    return _opened(request, deposit_invoice(quote, request.acting.actor), quote)


@staff("documents.void")
@require_POST
def credit(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Draft a credit note with the lines of an invoice."""
    invoice = visible(request.acting, document_id)
    token = request.POST.get("form_token", "")[:64] or None
    return _opened(request, credit_note_for(invoice, request.acting.actor, token), invoice)


def _opened(request: HttpRequest, made: Document, source: Document) -> HttpResponse:
    if not made.is_draft:
        say(request, f"{made} was made of it before.")
        return redirect("documents:detail", made.pk)
    say(request, f"{made.label} drafted from {source}.")
    return redirect("documents:edit" if made.kind == "credit_note" else "documents:detail", made.pk)
