"""A document's page: the paper, its state, the acts that its state allows, what happened with it."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from clientkeep.foundation.secrets import new_token
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.files.serving import send_file
from clientkeep.workspace.members.gate import staff

from .. import slots
from ..attaching.files import attached_to
from ..delivery import deliveries, letters_about
from ..fetching import shown, visible
from ..fillings import rendered
from ..hindrances import hindrance_of
from ..jobs import render_pdf
from ..kinds import KINDS
from ..listing.agreed import agreed_totals
from ..listing.rows import ON_THE_WAY, money
from ..models import Document
from ..printing import paper_of
from ..repeating import repeat_words
from ..states import state_word
from .history import history_of


@staff("documents.see")
@require_safe
def detail(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Show a document."""
    document = shown(request, document_id)
    return render(request, "documents/page/page.html", page_context(request, document))


@staff("documents.see")
@require_safe
def pdf(request: HttpRequest, document_id: uuid.UUID) -> HttpResponseBase:
    """Hand over the PDF: the kept one, else one made on the spot and not kept, since looking changes nothing."""
    document = visible(request.acting, document_id)
    if document.pdf_file:
        kept = StoredFile.objects.filter(workspace=request.acting.workspace, pk=document.pdf_file).first()
        if kept:
            return send_file(request, kept)
    answer = HttpResponse(render_pdf(document), content_type="application/pdf")
    name = f"{document.number or 'draft'}.pdf".replace("/", "-")
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer


def page_context(request: HttpRequest, document: Document) -> dict[str, Any]:
    """Everything that the page shows; its acts that are refused show it again."""
    acting, letters = request.acting, letters_about(document)
    on_the_way = any(letter.state in ON_THE_WAY for letter in letters)
    marks = [mark for filling in slots.PAPER_MARKS.filled(acting, document) for mark in [filling["context"]]]
    history = history_of(document, letters)
    never_sent = document.state == "issued" and not letters
    return {
        "document": document,
        "state": state_word(document, acting.workspace.today(), on_the_way),
        "paper": paper_of(document),
        "logo_url": _logo_url(document),
        "stamp": "Void" if document.state == "void" else next((mark.get("stamp", "") for mark in marks), ""),
        "stamp_kind": "void" if document.state == "void" else "",
        "total": money(acting.workspace, agreed_totals([document]).get(document.pk, document.payable.minor), document.currency),
        "repeat": repeat_words(document.repeat),
        "deliveries": deliveries(letters),
        "history": history,
        "questions": [told for told in history if told.question], "may_write": acting.may("clients.edit"),
        "files": attached_to(document),
        "followers": list(document.followers.exclude(state="void").order_by("created_at")[:20]),
        "never_sent": never_sent, "send_label": "Send to read" if never_sent else "Send again",
        "facts": rendered(slots.DOCUMENT_FACTS, request, document),
        "acts": rendered(slots.DOCUMENT_ACTS, request, document, primary=not never_sent and not document.is_draft),
        "menu": rendered(slots.DOCUMENT_MENU, request, document),
        "panels": rendered(slots.DOCUMENT_PANELS, request, document),
        "may": {act: acting.may(f"documents.{act}") for act in ("draft", "issue", "void")},
        "can_answer": document.kind_row.answerable and document.state in ("issued", "declined")
        and acting.may("documents.issue") and not hindrance_of(document),
        "can_void": document.state not in ("draft", "void") and acting.may("documents.void"),
        "list_url": reverse("documents:quotes" if document.kind_row.answerable else "documents:invoices")
        + ("" if document.kind == "invoice" else f"?kind={document.kind}"),
        "list_label": KINDS[document.kind].plural,
        "client_url": _client_url(document),
        "form_token": new_token(),
    }


def _logo_url(document: Document) -> str:
    frozen = (document.seller or {}).get("logo_file") if document.seller else document.workspace.logo_file
    return reverse("files:shown", args=[frozen]) if frozen else ""


def _client_url(document: Document) -> str:
    try:
        return reverse("clients:detail", args=[document.client_id])
    except NoReverseMatch:
        return ""
