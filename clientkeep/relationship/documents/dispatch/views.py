"""Issuing and sending: the letter as it will arrive, what is still missing about the firm, and the act itself."""

import uuid
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Conflict, Invalid, Refusal
from clientkeep.foundation.secrets import new_token
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.mail.leaving import why_none_leaves
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.wording import button_of
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.members.models import Workspace
from clientkeep.workspace.office.asking import AskingForm, missing_for_issue

from .. import slots
from ..attaching.files import attached_to
from ..fetching import shown, visible
from ..fillings import rendered
from ..jobs import make_pdf
from ..models import Document
from ..printing import paper_of
from ..sending import coming_number, filled_for, send
from .form import SendingForm
from .numbers import NextNumberForm, asks_for_number


@staff("documents.issue")
@require_http_methods(["GET", "POST"])
def sending(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Show the letter before it goes; a POST issues and sends, or issues only."""
    document = shown(request, document_id)
    if document.state == "void":
        raise Conflict(f"{document} is void and is not sent.", "state")
    if request.method == "GET":
        return _page(request, document, SendingForm.of(document, _again(document)))
    if request.POST.get("act") == "facts":
        return _facts(request, document)
    form = SendingForm.posted(document, request.POST)
    try:
        _check_seen(document, request.POST.get("version", ""))
        _check_facts(request, document)
        way = next((way for way in _ways(request, document) if request.POST.get("act") == way["url"]), None)
        if way or request.POST.get("act") == "issue":
            return _issue_only(request, document, way)
        return _send(request, document, form)
    except Refusal as refusal:
        field = {"to_email": "other", "to": "to", "files": "files"}.get(refusal.field or "", refusal.field or "form")
        form.errors[field if field in ("other", "to", "subject", "text", "files") else "form"] = refusal.message
        return _page(request, visible(request.acting, document_id), form, status=refusal.status)


@staff("documents.issue")
@require_POST
def letter_preview(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Show the letter with the words as typed so far."""
    document = visible(request.acting, document_id)
    form = SendingForm.posted(document, request.POST)
    return render(request, "documents/sending/_letter.html", {"letter": _letter(request, document, form), "document": document})


def _send(request: HttpRequest, document: Document, form: SendingForm) -> HttpResponse:
    recipients = form.recipients()
    letters = send(document, request.acting.actor, recipients, form.words.subject, form.words.text, form.again)
    names = ", ".join(recipient.name or recipient.email for recipient in recipients)
    held = why_none_leaves(document.workspace, letters[0])
    if held:
        say(request, f"{document} waits in the outbox for {names}. {held}")
    else:
        say(request, f"{document} is on its way to {names}.")
    return redirect("documents:detail", document.pk)


def _ways(request: HttpRequest, document: Document) -> list[dict[str, Any]]:
    """The other ways to send a draft that later stages offer."""
    return [filled["context"] for filled in slots.SENDING_WAYS.filled(request.acting, document)] if document.is_draft else []


def _issue_only(request: HttpRequest, document: Document, way: dict[str, Any] | None = None) -> HttpResponse:
    with transaction.atomic():
        document.issue(request.acting.actor)
        make_pdf.enqueue(str(document.pk))
    if way:
        return redirect(way["url"])
    say(request, f"{document} is issued. It was not sent to anybody.")
    return redirect("documents:detail", document.pk)


def _facts(request: HttpRequest, document: Document) -> HttpResponse:
    """Keep what was asked about the firm, and go on."""
    request.acting.require("settings.edit")
    asking, number = _asking(request, document)
    if asking.is_valid() and (number is None or number.is_valid()):
        try:
            with transaction.atomic():
                asking.save_answers(request.acting)
                if number is not None:
                    number.keep(document)
            return redirect("documents:detail" if document.is_signed else "documents:sending", document.pk)
        except Refusal as refusal:
            number.add_error("next_number", refusal.message)
    form = SendingForm.of(document, _again(document))
    return _page(request, document, form, asking, number, status=422)


def _page(
    request: HttpRequest, document: Document, form: SendingForm, asking: Any = None, number: Any = None, status: int = 200
) -> HttpResponse:
    if asking is None and facts_missing(document):
        asking, number = _asking(request, document)
    context = {
        "document": document,
        "form": form,
        "letter": _letter(request, document, form),
        "asking": asking,
        "number": number,
        "may_answer": request.acting.may("settings.edit"),
        "paper": paper_of(document),
        "notes": rendered(slots.SENDING_NOTES, request, document),
        "ways": _ways(request, document),
        "held": why_none_leaves(document.workspace),
        "is_first": not form.again,
        "coming": document.number or coming_number(document),
    }
    return render(request, "documents/sending/sending.html", context, status=status)


def _letter(request: HttpRequest, document: Document, form: SendingForm) -> dict[str, Any]:
    chosen = [choice.recipient for choice in form.choices if choice.ticked]
    first = chosen[0] if chosen else None
    filled = filled_for(document, request.acting.actor, first, form.words)
    button = button_of(f"document_{document.kind}")
    before, _, after = filled.text.partition("{link}")
    return {
        "to": [recipient.name or recipient.email for recipient in chosen] + ([form.other] if form.other.strip() else []),
        "from": document.workspace.name,
        "subject": filled.subject,
        "before": before.strip(),
        "after": after.strip(),
        "button": button if "{link}" in filled.text else "",
        "pdf": f"{document.number or coming_number(document)}.pdf".replace("/", "-"),
        "files": attached_to(document),
    }


def _again(document: Document) -> str:
    """Empty for the first sending: two open tabs then write one letter to each recipient."""
    return new_token()[:40] if Letter.objects.filter(about_id=document.pk).exists() else ""


def _check_seen(document: Document, version: str) -> None:
    if document.is_draft and version != str(document.version):
        raise Conflict("The draft was changed meanwhile. Look at it again, then send it.", "version")


def facts_missing(document: Document) -> bool:
    """Whether the firm is asked something about itself before this draft is issued."""
    return document.is_draft and (bool(missing_for_issue(document.workspace)) or asks_for_number(document))


def _asking(request: HttpRequest, document: Document) -> tuple[AskingForm, NextNumberForm | None]:
    post = request.POST if request.method == "POST" and request.POST.get("act") == "facts" else None
    firm = Workspace.objects.get(pk=document.workspace_id)
    number = NextNumberForm(document, post) if asks_for_number(document) else None
    return AskingForm(post, instance=firm), number


def _check_facts(request: HttpRequest, document: Document) -> None:
    """Who may answer answers first; who may not can still issue, since the firm's owner sees the gap in the settings."""
    if document.is_draft and request.acting.may("settings.edit") and missing_for_issue(document.workspace):
        raise Invalid("Answer the questions beside the paper first.", "form")


