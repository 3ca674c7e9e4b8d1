"""The settings of qualification: the firm's checklists, and one of them with what it asks."""

import uuid
from collections.abc import Callable
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from ..pipeline.stage import Stage
from .checklist import Checklist
from .copying import add_copy
from .criterion import Criterion
from .forms import ChecklistForm, NewChecklistForm


@staff("settings.edit")
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """The checklists, and which stages ask for a score."""
    firm = request.acting.workspace
    lists = Checklist.of(firm)
    asked = Count("criteria", filter=Q(criteria__retired_at=None))
    counts = dict(Checklist.objects.visible_to(request.acting).annotate(asked=asked).values_list("pk", "asked"))
    rows = [(each, counts.get(each.pk) or len(Criterion.of(each))) for each in lists]
    archived = Checklist.objects.visible_to(request.acting).exclude(archived_at=None)
    return render(request, "sales/qualification/settings.html", {"rows": rows, "archived": archived, "gates": _gates(firm)})


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add a checklist that begins with what another one asks."""
    acting = request.acting
    form = NewChecklistForm(Checklist.of(acting.workspace), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        done, made = tried(form, add_copy, form.model, acting.actor, said["name"], said["threshold"])
        if done:
            say(request, f"Added: {made}. Change what it asks.")
            return redirect("qualification:checklist", made.pk)
    return render(request, "sales/qualification/new_checklist.html", {"form": form}, status=422 if form.errors else 200)


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def checklist(request: HttpRequest, checklist_id: uuid.UUID) -> HttpResponse:
    """One checklist: what it asks, its name and threshold."""
    found = checklist_at(request.acting, checklist_id)
    form = ChecklistForm.of(found, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and tried(form, found.change, request.acting.actor, **form.cleaned_data)[0]:
        say(request, f"Changed: {found}.")
        return redirect("qualification:checklist", found.pk)
    return checklist_page(request, found, 422 if form.errors else 200, form=form)


@staff("settings.edit")
@require_POST
def make_usual(request: HttpRequest, checklist_id: uuid.UUID) -> HttpResponse:
    """Judge by it where nobody chooses another."""
    found = checklist_at(request.acting, checklist_id)
    return done(request, found, found.make_usual, f"{found} is the usual checklist now.")


@staff("settings.edit")
@require_POST
def archive(request: HttpRequest, checklist_id: uuid.UUID) -> HttpResponse:
    """Put it into the archive, or bring it back from there."""
    found = checklist_at(request.acting, checklist_id)
    if found.archived_at:
        return done(request, found, found.bring_back, f"{found} is back.")
    return done(request, found, found.archive, f"{found} is in the archive.")


def checklist_at(acting: Acting, checklist_id: uuid.UUID) -> Checklist:
    """Return a checklist of the firm, archived or not; Http404 for one that is not there."""
    found = Checklist.objects.visible_to(acting).filter(pk=checklist_id).first()
    found = found or next((each for each in Checklist.of(acting.workspace) if each.pk == checklist_id), None)
    if found is None:
        raise Http404
    found.workspace = acting.workspace
    return found


def done(request: HttpRequest, found: Checklist, act: Callable[[Any], None], words: str) -> HttpResponse:
    """Do it, and show the checklist with what came of it."""
    try:
        act(request.acting.actor)
    except Refusal as refusal:
        return checklist_page(request, found, refusal.status, refusal=refusal.message)
    say(request, words)
    return redirect("qualification:checklist", found.pk)


def checklist_page(request: HttpRequest, found: Checklist, status: int = 200, **more: Any) -> HttpResponse:
    """The page of one checklist."""
    criteria = Criterion.of(found)
    context = {
        "checklist": found, "criteria": criteria, "weight": sum(each.weight for each in criteria), "form": ChecklistForm.of(found),
        "gates": _gates(request.acting.workspace), **more,
    }  # fmt: skip
    return render(request, "sales/qualification/checklist.html", context, status=status)


def _gates(firm: Any) -> list[Stage]:
    return [each for each in Stage.of(firm)[1:] if each.least_score is not None]
