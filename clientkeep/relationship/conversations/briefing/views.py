"""The page before a talk, and the questions that are saved for it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.workspace.members.gate import staff

from ..questions.model import Question
from ..reach import client_at, thing_at
from .reading import briefing_of


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.see")
def briefing(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """One page before a talk; posting saves a question for it."""
    acting, client = request.acting, client_at(request, client_id)
    error, status, text = "", 200, ""
    if request.method == "POST":
        acting.require("clients.edit")
        text = request.POST.get("text", "")
        try:
            known = once.identity_in(acting, request.POST.get(once.FIELD, ""))
            Question.save_for(client, text, acting.actor, id=known)
        except Refusal as refusal:
            error, status = refusal.message, refusal.status
        else:
            say(request, "The question is saved for the talk.")
            return _back(client.pk)
    context = {
        "client": client, "may_edit": acting.may("clients.edit"), "form_token": once.mint(acting), "error": error, "text": text,
        **briefing_of(acting, client),
    }  # fmt: skip
    return render(request, "conversations/briefing/briefing.html", context, status=status)


@require_POST
@staff("clients.edit")
def asked(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    """Tick it off, with the answer."""
    found = thing_at(request, Question.objects, question_id)
    found.tick_off(request.acting.actor, request.POST.get("answer", ""))
    say(request, f"Asked: {found.text}")
    return _back(found.client_id)


@require_POST
@staff("clients.edit")
def carry_over(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    """Keep it for the next talk."""
    found = thing_at(request, Question.objects, question_id)
    found.carry_over()
    return _back(found.client_id)


@require_POST
@staff("clients.edit")
def drop(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    """It need not be asked."""
    found = thing_at(request, Question.objects, question_id)
    found.settle(request.acting.actor)
    return _back(found.client_id)


def _back(client_id: uuid.UUID) -> HttpResponse:
    return redirect("conversations:briefing", client_id)
