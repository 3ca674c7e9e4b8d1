"""The client's pages: what waits, the documents, one document with its acts."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.slots import Slot
from clientkeep.foundation.ui.brand import brand_hash
from clientkeep.relationship.documents.jobs import render_pdf
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.printing import paper_of
from clientkeep.relationship.documents.slots import PAPER_MARKS
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.files.serving import send_file, show_inline

from . import asking, slots
from .visitor import Visitor, portal_page


@portal_page
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What waits for the client, then documents, payments and files."""
    visitor: Visitor = request.visitor
    if not visitor.sees_all:
        return redirect("portal:document", visitor.document_id)
    cards = [card for filling in slots.WAITING.filled(visitor, None) for card in filling["context"]["cards"]]
    context = {
        "cards": sorted(cards, key=lambda card: (card.rank, card.title)),
        "sections": rendered(slots.SECTIONS, request, None),
    }
    return render(request, "portal/start.html", framed(visitor, **context))


@portal_page
@require_safe
def document(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """One document: the paper, what can be done, a box for questions."""
    if heir := request.visitor.heir_of(document_id):
        old = Document.objects.get(pk=document_id)
        return render(request, "portal/replaced.html", framed(request.visitor, old=old, heir=heir))
    return _document_page(request, _document(request.visitor, document_id))


@portal_page
@require_safe
def pdf(request: HttpRequest, document_id: uuid.UUID) -> HttpResponseBase:
    """Hand over the PDF: the kept one, else one made on the spot, since looking changes nothing."""
    shown = _document(request.visitor, document_id)
    kept = shown.pdf_file and StoredFile.objects.filter(workspace=shown.workspace_id, pk=shown.pdf_file).first()
    if kept:
        return send_file(request, kept)
    answer = HttpResponse(render_pdf(shown), content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, f"{shown.number}.pdf".replace("/", "-"))
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@portal_page
@require_safe
def file(request: HttpRequest, file_id: uuid.UUID) -> HttpResponseBase:
    """Hand over a file that the firm shows to this client."""
    visitor: Visitor = request.visitor
    shown = StoredFile.objects.filter(
        workspace=visitor.workspace, client_id=visitor.client.pk, shown_to_client=True, removed_at=None, pk=file_id
    ).exclude(purpose="pdf")
    if not visitor.sees_all:
        shown = shown.filter(about_id=visitor.document_id)
    if (stored := shown.first()) is None:
        raise Http404
    return send_file(request, stored)


@portal_page
@require_safe
def logo(request: HttpRequest) -> HttpResponseBase:
    """The firm's logo."""
    firm = request.visitor.workspace
    stored = firm.logo_file and StoredFile.objects.filter(workspace=firm, pk=firm.logo_file).first()
    if not stored:
        raise Http404
    return show_inline(request, stored)


@portal_page
@require_POST
def accept(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """The client agrees to an offer, with the name typed and what was chosen. `act` count only tells the price of a choice."""
    post = request.POST
    if post.get("act") == "count":
        return _document_page(request, _document(request.visitor, document_id), typed=post)
    chosen = {"package": post.get("package", ""), "options": post.getlist("option"), "seen_total": post.get("seen_total")}
    return _decide(
        request, document_id, lambda shown: asking.accept(request.visitor, shown, post.get("name", ""), chosen)
    )


@portal_page
@require_POST
def decline(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """The client says no, with a reason if they like."""
    reason = request.POST.get("reason", "")
    return _decide(request, document_id, lambda shown: asking.decline(request.visitor, shown, reason))


@portal_page
@require_POST
def ask(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """The client asks about a document."""
    text = request.POST.get("text", "")
    return _decide(request, document_id, lambda shown: asking.question(request.visitor, shown, text))


@portal_page
@require_safe
def thanks(request: HttpRequest, document_id: uuid.UUID, done: str) -> HttpResponse:
    """Thank, and say what happens next."""
    shown = _document(request.visitor, document_id)
    if done not in asking.THANKS:
        raise Http404
    title, words = asking.THANKS[done]
    context = {"title": title, "words": words.format(firm=request.visitor.workspace.name), "document": shown}
    return render(request, "portal/thanks.html", framed(request.visitor, **context))


def framed(visitor: Visitor, **context: Any) -> dict[str, Any]:
    """Return a page's context: the firm's name and look, and no more of the firm than the client may know."""
    from django.urls import reverse

    firm = visitor.workspace
    return {
        "visitor": visitor,
        "workspace": None,
        "firm_name": firm.name,
        "firm_email": firm.email,
        "logo_url": reverse("portal:logo") if firm.logo_file and not visitor.looking else "",
        "brand_css_url": reverse("office:brand_css", args=[brand_hash(firm.accent)]),
        "portal_url": reverse("portal:start") if visitor.sees_all and not visitor.looking else "",
        "demo": {"text": "This is the demo firm's portal."} if firm.is_demo else None,
        **context,
    }


def rendered(slot: Slot, request: HttpRequest, thing: Any) -> list[str]:
    """Return the fillings of a slot for this visitor, rendered in order."""
    shown = slot.filled(request.visitor, thing)
    context = {"visitor": request.visitor, "document": thing}
    return [render_to_string(each["template"], {**context, **each["context"]}, request) for each in shown]


def _document_page(request: HttpRequest, shown: Document, status: int = 200, **more: Any) -> HttpResponse:
    visitor: Visitor = request.visitor
    marks = [filling["context"] for filling in PAPER_MARKS.filled(visitor, shown)]
    context = {
        "document": shown,
        "paper": paper_of(shown),
        "stamp": marks[0].get("stamp") if marks else "",
        "acts": rendered(slots.DOCUMENT_ACTS, request, shown),
        "files": _attached(visitor, shown),
        **more,
    }
    return render(request, "portal/document.html", framed(visitor, **context), status=status)


def _attached(visitor: Visitor, shown: Document) -> list[StoredFile]:
    files = StoredFile.objects.filter(
        workspace=visitor.workspace, about_id=shown.pk, shown_to_client=True, removed_at=None
    )
    return list(files.exclude(purpose="pdf"))


def _decide(request: HttpRequest, document_id: uuid.UUID, act: Callable[[Document], str]) -> HttpResponse:
    if request.visitor.heir_of(document_id):
        return redirect("portal:document", document_id)
    shown = _document(request.visitor, document_id)
    try:
        done = act(shown)
    except Refusal as refusal:
        shown = _document(request.visitor, shown.pk)
        return _document_page(request, shown, refusal.status, refusal=refusal, typed=request.POST)
    return redirect("portal:thanks", shown.pk, done)


def _document(visitor: Visitor, document_id: uuid.UUID) -> Document:
    found = visitor.documents().filter(pk=document_id).first()
    if found is None:
        raise Http404
    return found
