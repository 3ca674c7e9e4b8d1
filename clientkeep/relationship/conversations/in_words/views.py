"""The page on which a line is read as one types, and the act that logs it."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Invalid, Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff

from ..model import KINDS
from ..questions.model import Question
from .changing import changes_in
from .marking import runs_of
from .telling import assumptions, told
from .understood import CORRECTABLE, client_on_record, understand
from .writing import log_line

MOST_QUESTIONS = 12


@require_http_methods(["GET", "POST"])
@staff("clients.edit")
def words(request: HttpRequest) -> HttpResponse:
    """Show how a line reads; nothing is kept. POST keeps the line out of addresses; `part` asks for the reading alone."""
    said = request.POST if request.method == "POST" else request.GET
    context = beside(request.acting, said)
    name = "_reading" if said.get("part") else "page"
    return render(request, f"conversations/in_words/{name}.html", context)


@require_POST
@staff("clients.edit")
def entries(request: HttpRequest) -> HttpResponse:
    """Log what the line says, with all that follows from it, in one act."""
    acting, said = request.acting, request.POST
    try:
        identity = once.identity_in(acting, said.get(once.FIELD, ""))
        entry = log_line(acting, said.get("q", ""), _on_page(acting, said), _changed(said), left_out(said), identity)
    except Refusal as refusal:
        context = beside(acting, said) | {"refusal": refusal}
        return render(request, "conversations/in_words/page.html", context, status=refusal.status)
    say(request, f"{dict(KINDS)[entry.kind]} logged.")
    return redirect(reverse("clients:detail", args=[entry.client_id]) + "#story")


def beside(acting: Acting, said: Mapping[str, Any]) -> dict[str, Any]:
    """What stands beside the line; a line that cannot be read leaves it empty, with the reason."""
    text = said.get("q", "")
    context: dict[str, Any] = {
        "text": text, "kinds": KINDS, "changed": _changed(said), "here": _on_page(acting, said),
        "form_token": said.get(once.FIELD) or once.mint(acting),
    }  # fmt: skip
    if not text.strip():
        return context
    try:
        read = understand(acting, text, context["here"], context["changed"])
    except Invalid as refusal:
        return context | {"refusal": refusal}
    return context | {
        "read": read, "runs": runs_of(text, read.draft), "assumed": assumptions(read),
        "told": told(read, left_out(said)), "leftovers": [left.text for left in read.draft.leftovers],
        "questions": list(Question.objects.filter(client=read.client).open()[:MOST_QUESTIONS]) if read.client else [],
        "flags": list(dict.fromkeys(flag.message for flag in read.draft.flags)),
    }  # fmt: skip


def left_out(said: Mapping[str, Any]) -> set[str]:
    """What was shown with a tick, and the person took the tick away."""
    shown = said.getlist("shown") if hasattr(said, "getlist") else []
    kept = said.getlist("keep") if hasattr(said, "getlist") else []
    return set(shown) - set(kept)


def _changed(said: Mapping[str, Any]) -> dict[str, str]:
    return {name: said.get(name, "") for name in CORRECTABLE} | changes_in(said)


def _on_page(acting: Acting, said: Mapping[str, Any]) -> Client | None:
    """The client whose page the line was typed on."""
    here = said.get("here", "")
    client = client_on_record(acting, here) if here else None
    if here and client is None:
        raise Http404
    return client
