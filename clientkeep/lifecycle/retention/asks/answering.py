"""The client's side of an ask: words with consent, somebody named, a no, and consent taken back. All by POST."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.relationship.portal.views import framed
from clientkeep.relationship.portal.visitor import Visitor, portal_page

from .model import LONGEST, SCOPES, Ask, Referral


@portal_page
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, ask_id: uuid.UUID) -> HttpResponse:
    """The form, or what became of it."""
    visitor: Visitor = request.visitor
    found = _ask(visitor, ask_id)
    if request.method != "POST":
        return _page(request, found)
    visitor.require(True)
    try:
        _take(found, visitor, request.POST)
    except Refusal as refusal:
        return _page(request, _ask(visitor, ask_id), refusal)
    return redirect("answers:ask", found.pk)


@portal_page
@require_POST
def withdraw(request: HttpRequest, ask_id: uuid.UUID) -> HttpResponse:
    """Take the consent back; it is shown nowhere from now on."""
    found = _ask(request.visitor, ask_id)
    request.visitor.require(True)
    try:
        found.withdraw(request.visitor.actor)
    except Refusal as refusal:
        return _page(request, found, refusal)
    return redirect("answers:ask", found.pk)


def _take(found: Ask, visitor: Visitor, sent: Any) -> None:
    if sent.get("act") == "decline":
        found.decline(visitor.actor)
    elif found.kind == "testimonial":
        found.give_words(visitor.actor, sent.get("text", ""), sent.get("publish") == "yes", sent.getlist("scopes"))
    else:
        given = {name: sent.get(name, "") for name in ("name", "person", "email", "note")}
        Referral.give(found, visitor.actor, agrees=sent.get("agrees") == "yes", **given)


def _ask(visitor: Visitor, ask_id: uuid.UUID) -> Ask:
    if visitor.contact is None or visitor.client.archived_at:
        raise Http404
    mine = Ask.objects.filter(workspace=visitor.workspace, client=visitor.client, contact=visitor.contact)
    found = mine.select_related("client__owner", "contact").filter(pk=ask_id).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: Ask, refusal: Refusal | None = None) -> HttpResponse:
    typed = request.POST if refusal else {"text": found.text}
    chosen = request.POST.getlist("scopes") if refusal else found.scopes
    context = {
        "ask": found, "typed": typed, "error": refusal, "longest": LONGEST,
        "scopes": [(key, words, key in chosen) for key, words in SCOPES.items()],
    }  # fmt: skip
    return render(request, "retention/answers/ask.html", framed(request.visitor, **context), status=refusal.status if refusal else 200)
