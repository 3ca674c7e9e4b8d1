"""The pipeline's settings: its stages, and the reasons for losing."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .forms import ReasonForm, StageForm
from .reason import LostReason
from .stage import Stage


@staff("settings.edit")
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """The stages in their order, and the reasons."""
    return _page(request)


@staff("settings.edit")
@require_POST
def add_stage(request: HttpRequest) -> HttpResponse:
    """Add a stage behind the others."""
    acting, form = request.acting, StageForm(request.POST, auto_id="stage_%s")
    if form.is_valid() and tried(form, Stage.add, acting.workspace, acting.actor, **form.cleaned_data)[0]:
        say(request, "The stage is added.")
        return redirect("pipeline:settings")
    return _page(request, 422, stage_form=form)


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def stage(request: HttpRequest, stage_id: uuid.UUID) -> HttpResponse:
    """Change one stage."""
    found = stage_at(request.acting, stage_id)
    known = {"name": found.name, "probability": found.probability, "stale_days": found.stale_days, "least_score": found.least_score, "after_sending": found.after_sending}
    form = StageForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_bound and form.is_valid() and tried(form, found.change, request.acting.actor, **form.cleaned_data)[0]:
        say(request, f"Changed: {found}.")
        return redirect("pipeline:settings")
    return render(request, "sales/pipeline/stage.html", {"stage": found, "form": form}, status=422 if form.errors else 200)


@staff("settings.edit")
@require_POST
def move_stage(request: HttpRequest, stage_id: uuid.UUID) -> HttpResponse:
    """Put it a place earlier or later."""
    found, where = stage_at(request.acting, stage_id), request.POST.get("where", "")
    if where not in ("earlier", "later"):
        raise Http404
    return _done(request, lambda: found.move(request.acting.actor, up=where == "earlier"), f"{found} is {where} now.")


@staff("settings.edit")
@require_POST
def retire_stage(request: HttpRequest, stage_id: uuid.UUID) -> HttpResponse:
    """Take it out of the pipeline."""
    found = stage_at(request.acting, stage_id)
    return _done(request, lambda: found.retire(request.acting.actor), f"Taken out: {found}.")


@staff("settings.edit")
@require_POST
def add_reason(request: HttpRequest) -> HttpResponse:
    """Add a reason for losing."""
    acting, form = request.acting, ReasonForm(request.POST)
    if form.is_valid() and tried(form, LostReason.add, acting.workspace, acting.actor, form.cleaned_data["reason"])[0]:
        say(request, "The reason is added.")
        return redirect("pipeline:settings")
    return _page(request, 422, reason_form=form)


@staff("settings.edit")
@require_POST
def retire_reason(request: HttpRequest, reason_id: uuid.UUID) -> HttpResponse:
    """Offer a reason no more."""
    found = next((each for each in LostReason.of(request.acting.workspace) if each.pk == reason_id), None)
    if found is None:
        raise Http404
    return _done(request, lambda: found.retire(request.acting.actor), f"Taken off: {found}.")


def stage_at(acting: Acting, stage_id: uuid.UUID) -> Stage:
    """Return a stage of the firm's pipeline; Http404 for one that is not there."""
    found = next((each for each in Stage.of(acting.workspace) if each.pk == stage_id), None)
    if found is None:
        raise Http404
    found.workspace = acting.workspace
    return found


def _done(request: HttpRequest, act: Any, words: str) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        return _page(request, refusal.status, refusal=refusal.message)
    say(request, words)
    return redirect("pipeline:settings")


def _page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    firm = request.acting.workspace
    usual = StageForm(initial={"probability": 50, "stale_days": 10}, auto_id="stage_%s")
    context = {"stages": Stage.of(firm), "reasons": LostReason.of(firm), "stage_form": usual, "reason_form": ReasonForm(), **more}
    return render(request, "sales/pipeline/settings.html", context, status=status)
