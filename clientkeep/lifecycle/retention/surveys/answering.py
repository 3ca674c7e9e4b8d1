"""The client's side: the form of a survey, the answer by POST, the thanks."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from clientkeep.foundation.errors import Invalid, Refusal
from clientkeep.relationship.portal.views import framed
from clientkeep.relationship.portal.visitor import Visitor, portal_page

from .model import LONGEST, Survey


@portal_page
@require_http_methods(["GET", "POST"])
def survey(request: HttpRequest, survey_id: uuid.UUID) -> HttpResponse:
    """The question with its scale. Only a POST answers."""
    visitor: Visitor = request.visitor
    asked = _survey(visitor, survey_id)
    if request.method != "POST":
        return _form(request, asked)
    visitor.require(True)
    try:
        asked.answer(visitor.actor, _number(request, "score"), request.POST.get("comment", ""), _answers(request, asked))
    except Refusal as refusal:
        return _form(request, _survey(visitor, survey_id), refusal)
    return redirect("answers:survey_thanks", asked.pk)


@portal_page
@require_safe
def thanks(request: HttpRequest, survey_id: uuid.UUID) -> HttpResponse:
    """Thank, and say what happens next."""
    asked = _survey(request.visitor, survey_id)
    if asked.state != "answered":
        raise Http404
    firm = asked.client.workspace.name
    words = (
        f"{firm} looks into it and comes back to you. What changes is told to you, too."
        if asked.is_low else f"A person at {firm} reads it. Nothing more is asked of you."
    )  # fmt: skip
    return render(request, "retention/answers/thanks.html", framed(request.visitor, survey=asked, words=words))


def _survey(visitor: Visitor, survey_id: uuid.UUID) -> Survey:
    """The visitor's own survey that was not ended. A link to one document alone opens none."""
    if visitor.contact is None or visitor.client.archived_at:
        raise Http404
    mine = Survey.objects.filter(workspace=visitor.workspace, client=visitor.client, contact=visitor.contact)
    found = mine.exclude(state="ended").select_related("client__workspace", "contact").filter(pk=survey_id).first()
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, asked: Survey, refusal: Refusal | None = None) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    chosen = sent.get("score", "") if sent else request.GET.get("score", "") or ("" if asked.score is None else str(asked.score))
    given = [sent.get(f"answer-{at}", "") for at in range(len(asked.more))] if sent else asked.answers
    questions = [
        {"at": at, "words": each["words"], "scale": each["how"] == "scale", "given": str(given[at] or "") if at < len(given) else ""}
        for at, each in enumerate(asked.more)
    ]
    context: dict[str, Any] = {
        "survey": asked, "scale": [str(number) for number in asked.kind_row.scale], "ends": asked.kind_row.ends, "chosen": chosen,
        "comment": sent.get("comment", "") if sent else asked.comment, "questions": questions, "longest": LONGEST,
        "error": refusal, "may": asked.is_open,
    }  # fmt: skip
    return render(request, "retention/answers/survey.html", framed(request.visitor, **context), status=refusal.status if refusal else 200)


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.POST.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 2):
        raise Invalid("Choose a number.", name)
    return int(text)


def _answers(request: HttpRequest, asked: Survey) -> list[Any]:
    return [
        _number(request, f"answer-{at}") if each["how"] == "scale" else request.POST.get(f"answer-{at}", "")
        for at, each in enumerate(asked.more)
    ]
