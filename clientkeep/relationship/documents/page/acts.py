"""Acts on one document, each a POST: copy, void, accept or decline by hand, throw a draft away."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Invalid, Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff

from ..copying import values_of
from ..dropping import bring_back, drop
from ..fetching import visible
from ..models import Document


@staff("documents.draft")
@require_POST
def copy(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Write a new draft that says the same, dated today, and open its editor."""
    document = visible(request.acting, document_id)
    values = {name: value for name, value in values_of(document, dates=False).items() if name not in ("repeat", "payment")}
    made = Document.draft(
        document.client, document.kind, request.acting.actor, values.pop("lines"),
        form_token=request.POST.get("form_token", "")[:64] or None, source=document.source if document.is_signed else None, **values,
    )  # fmt: skip
    made.keep_content(document.draft_content)
    say(request, f"A copy of {document} is drafted.")
    return redirect("documents:edit", made.pk)


@staff("documents.draft")
@require_POST
def discard(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Throw a draft away, with a way back."""
    draft = visible(request.acting, document_id)
    where = "documents:quotes" if draft.kind_row.answerable else "documents:invoices"
    drop(request, draft)
    undo = reverse("documents:bring_back") + "?" + urlencode({"dropped": str(document_id)})
    say(request, f"The draft for {draft.client} was thrown away", undo=undo)
    return redirect(where)


@staff("documents.draft")
@require_POST
def bring_back_dropped(request: HttpRequest) -> HttpResponse:
    """Undo throwing drafts away."""
    made = [bring_back(request, dropped) for dropped in request.GET.getlist("dropped")[:200]]
    if len(made) == 1:
        say(request, f"The draft for {made[0].client} is back.")
        return redirect("documents:detail", made[0].pk)
    say(request, f"{len(made)} drafts are back.")
    return redirect("documents:invoices")


@staff("documents.void")
@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Take an issued document back, with a reason for the books."""
    return _asked(request, document_id, "void", lambda document, actor, words, _: document.void(actor, words))


@staff("documents.issue")
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Note that the client agreed, as by telephone."""
    return _asked(request, document_id, "accept", _accept)


@staff("documents.issue")
@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Note that the client said no."""
    return _asked(request, document_id, "decline", lambda document, actor, words, _: document.decline(actor, words))


ASKED = {
    "void": ("Void {document}", "Why", "Void it", "{document} is void.", "It keeps its number and stays in the list."),
    "accept": (
        "{document} was accepted", "Who agreed, and how", "Note it", "{document} is accepted.",
        "For an answer that came by telephone or mail.",
    ),
    "decline": ("{document} was declined", "Why, in their words", "Note it", "{document} is declined.", ""),
}  # fmt: skip


def _accept(document: Document, actor, words: str, post: Any = None) -> None:
    if not words.strip():
        raise Invalid("Say who agreed, and how: Jo March by telephone.", "reason")
    answer = None
    if post is not None and document.kind_row.answer_template:
        answer = {"package": post.get("package", ""), "options": post.getlist("option"), "seen_total": post.get("seen_total")}
    document.accept(actor, words, answer)


def _asked(request: HttpRequest, document_id: uuid.UUID, act: str, verb) -> HttpResponse:
    document, error, status = visible(request.acting, document_id), "", 200
    words = request.POST.get("reason", "")[:500]
    title, label, button, done, help_text = (text.format(document=document) for text in ASKED[act])
    counts = request.POST.get("act") == "count"
    if request.method == "POST" and not counts:
        try:
            verb(document, request.acting.actor, words, request.POST)
            say(request, done)
            return redirect("documents:detail", document.pk)
        except Refusal as refusal:
            error, status = refusal.message, refusal.status
            document = visible(request.acting, document_id)
    context = {
        "document": document, "title": title, "label": label, "button": button, "help": help_text, "error": error,
        "words": words, "danger": act == "void", "chooses": act == "accept", "back_url": reverse("documents:detail", args=[document.pk]),
    }  # fmt: skip
    return render(request, "documents/page/asked.html", context, status=status)


