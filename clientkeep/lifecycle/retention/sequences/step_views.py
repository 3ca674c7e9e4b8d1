"""The pages on which a firm writes the steps of a sequence."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.writing import merging
from clientkeep.relationship.conversations.writing.language_rows import laid_out, place, rows_for, rows_of, versions_in
from clientkeep.relationship.conversations.writing.previewing import letter_page
from clientkeep.relationship.conversations.writing.recipients import usual
from clientkeep.relationship.conversations.writing.rules import version_for
from clientkeep.relationship.conversations.writing.templates import find_template, templates_of
from clientkeep.relationship.rhythm.step_list import moved, seen_version
from clientkeep.workspace.mail.frames import framed
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.members.gate import staff

from .fetching import step_at, visible_sequence
from .forms import LetterForm, TaskForm
from .model import Sequence
from .steps import KINDS, words_of


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, sequence_id: uuid.UUID, kind: str) -> HttpResponse:
    """Add a letter or a task at the end."""
    if kind not in KINDS:
        raise Http404
    found = visible_sequence(request.acting, sequence_id)
    return _editing(request, found, len(found.steps) + 1, {"kind": kind, "days": 2, "hour": 10, "by_itself": False})


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, sequence_id: uuid.UUID, number: int) -> HttpResponse:
    """Change one step; what runs already keeps its own."""
    found = visible_sequence(request.acting, sequence_id)
    return _editing(request, found, number, step_at(found, number))


@staff("settings.edit")
@require_POST
def move(request: HttpRequest, sequence_id: uuid.UUID, number: int, act: str) -> HttpResponse:
    """Put a step before or after its neighbour, or take it out."""
    found = visible_sequence(request.acting, sequence_id)
    step_at(found, number)
    steps = moved(found.steps, number, act)
    try:
        found.keep_steps(request.acting.actor, steps, seen_version(request.POST.get("version", "")))
    except Refusal as refusal:
        say(request, refusal.message)
    else:
        say(request, "The step was taken out." if act == "remove" else "The order was kept.")
    return redirect("sequences:sequence", found.pk)


@staff("clients.see")
@require_safe
def letter(request: HttpRequest, sequence_id: uuid.UUID, number: int) -> HttpResponse:
    """One letter as the chosen client's contact will see it; nothing is kept."""
    found = visible_sequence(request.acting, sequence_id)
    step = step_at(found, number)
    client = _client(request)
    if step["kind"] != "letter" or client is None:
        raise Http404
    to = usual(client)
    languages = [to.contact.language if to and to.contact else "", client.language]
    return framed(letter_page(request.acting.member, client, version_for(words_of(step["words"]), languages), to, mailing=True))


def _editing(request: HttpRequest, found: Sequence, number: int, step: dict[str, Any]) -> HttpResponse:
    is_letter, errors = step["kind"] == "letter", {}
    first = {"days": step["days"], "hour": str(step["hour"]), "what": step.get("what", ""), "leaves": "itself" if step.get("by_itself") else "approval"}
    form = (LetterForm if is_letter else TaskForm)(request.POST or None, initial=first)
    rows = rows_of(request.POST) if request.method == "POST" else rows_for(_first_words(request, step)) if is_letter else []
    if request.method == "POST" and form.is_valid():
        made = {"kind": step["kind"], **form.values}
        if is_letter:
            made["words"] = {language: {"subject": each.subject, "text": each.text} for language, each in versions_in(rows).items()}
        try:
            found.keep_steps(request.acting.actor, [*found.steps[: number - 1], made, *found.steps[number:]], seen_version(request.POST.get("version", "")))
        except Refusal as refusal:
            _refuse(form, refusal, rows, errors)
        else:
            say(request, "The step was kept. What runs already keeps its own.")
            return redirect("sequences:sequence", found.pk)
    context = {
        "sequence": found, "form": form, "rows": laid_out(rows) if is_letter else [], "errors": errors, "number": number, "is_letter": is_letter,
        "is_new": number > len(found.steps), "names": merging.meanings(), "templates": templates_of(found.workspace) if is_letter else [],
        "version": request.POST.get("version") or found.version,
    }  # fmt: skip
    return render(request, "retention/sequences/step.html", context, status=422 if request.method == "POST" else 200)


def _refuse(form: Any, refusal: Refusal, rows: list, errors: dict[str, str]) -> None:
    if refusal.field in form.fields:
        form.add_error(refusal.field, refusal.message)
    elif rows:
        place(refusal, rows, errors)
    else:
        errors["form"] = refusal.message


def _first_words(request: HttpRequest, step: dict[str, Any]) -> dict[str, Words]:
    """The step's own words; for a new one those of a template that was asked for."""
    key = request.GET.get("template", "")[:60]
    return dict(find_template(request.acting.workspace, key).versions) if key else words_of(step.get("words", {}))



def _client(request: HttpRequest) -> Client | None:
    """The client that the address names, else the first that this person sees."""
    rows = Client.objects.visible_to(request.acting).current().select_related("workspace").order_by("words", "pk")
    try:
        named = uuid.UUID(request.GET.get("client", ""))
    except ValueError:
        return rows.first()
    return rows.filter(pk=named).first()
