"""The pages on which a firm writes the steps of a playbook."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.conversations.writing import merging
from clientkeep.relationship.rhythm.step_list import moved, seen_version
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .fetching import step_at, visible_playbook
from .forms import StepForm, first_values
from .model import Playbook
from .steps import KINDS, kind_of


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, playbook_id: uuid.UUID, kind: str) -> HttpResponse:
    """Add a step at the end."""
    found = visible_playbook(request.acting, playbook_id)
    if kind not in KINDS:
        raise Http404
    return _editing(request, found, len(found.steps) + 1, {"kind": kind, "side": KINDS[kind].sides[0], "days": 0})


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, playbook_id: uuid.UUID, number: int) -> HttpResponse:
    """Change one step; what runs already keeps its own."""
    found = visible_playbook(request.acting, playbook_id)
    return _editing(request, found, number, step_at(found, number))


@staff("settings.edit")
@require_POST
def move(request: HttpRequest, playbook_id: uuid.UUID, number: int, act: str) -> HttpResponse:
    """Put a step before or after its neighbour, or take it out."""
    found = visible_playbook(request.acting, playbook_id)
    step_at(found, number)
    steps = moved(found.steps, number, act)
    try:
        found.keep_steps(request.acting.actor, steps, seen_version(request.POST.get("version", "")))
    except Refusal as refusal:
        say(request, refusal.message)
    else:
        say(request, "The step was taken out." if act == "remove" else "The order was kept.")
    return redirect("playbooks:playbook", found.pk)


def _editing(request: HttpRequest, found: Playbook, number: int, step: dict[str, Any]) -> HttpResponse:
    kind, status = kind_of(step["kind"]), 200
    form = StepForm(found, kind, found.steps[: number - 1], request.POST or None, initial=first_values(step))
    if kind.choices:
        form.take_choices(kind.choices(found.workspace))
    if request.method == "POST":
        if form.is_valid():
            made = {**form.values, "key": step.get("key", "")}
            steps = [*found.steps[: number - 1], made, *found.steps[number:]]
            if tried(form, found.keep_steps, request.acting.actor, steps, seen_version(request.POST.get("version", "")))[0]:
                say(request, "The step was kept. What runs already keeps its own.")
                return redirect("playbooks:playbook", found.pk)
        status = 422
    context = {
        "playbook": found, "form": form, "number": number, "kind": kind, "is_new": number > len(found.steps),
        "names": merging.meanings() if kind.slug == "letter" else [], "version": request.POST.get("version") or found.version,
    }  # fmt: skip
    return render(request, "onboarding/playbooks/step.html", context, status=status)
