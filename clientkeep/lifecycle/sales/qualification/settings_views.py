"""The settings of qualification: which criteria the firm judges by."""

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

from ..pipeline.stage import Stage
from .criterion import Criterion
from .forms import YES_NO, CriterionForm


@staff("settings.edit")
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """The criteria in their order, and which stages ask for a score."""
    return _page(request)


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add a criterion behind the others."""
    acting = request.acting
    form = CriterionForm(request.POST if request.method == "POST" else None, initial={"lines": YES_NO})
    if form.is_bound and form.is_valid() and tried(form, Criterion.add, acting.workspace, acting.actor, **form.values)[0]:
        say(request, "The criterion is added.")
        return redirect("qualification:settings")
    return render(request, "sales/qualification/criterion.html", {"form": form}, status=422 if form.errors else 200)


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def criterion(request: HttpRequest, criterion_id: uuid.UUID) -> HttpResponse:
    """Change one criterion."""
    found = criterion_at(request.acting, criterion_id)
    form = CriterionForm.of(found, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and tried(form, found.change, request.acting.actor, **form.values)[0]:
        say(request, f"Changed: {found}.")
        return redirect("qualification:settings")
    return render(request, "sales/qualification/criterion.html", {"criterion": found, "form": form}, status=422 if form.errors else 200)


@staff("settings.edit")
@require_POST
def move(request: HttpRequest, criterion_id: uuid.UUID) -> HttpResponse:
    """Put it a place earlier or later."""
    found, where = criterion_at(request.acting, criterion_id), request.POST.get("where", "")
    if where not in ("earlier", "later"):
        raise Http404
    return _done(request, lambda: found.move(request.acting.actor, up=where == "earlier"), f"{found} is {where} now.")


@staff("settings.edit")
@require_POST
def retire(request: HttpRequest, criterion_id: uuid.UUID) -> HttpResponse:
    """Ask it no more."""
    found = criterion_at(request.acting, criterion_id)
    return _done(request, lambda: found.retire(request.acting.actor), f"Taken out: {found}.")


def criterion_at(acting: Acting, criterion_id: uuid.UUID) -> Criterion:
    """Return a criterion of the firm; Http404 for one that is not there."""
    found = next((each for each in Criterion.of(acting.workspace) if each.pk == criterion_id), None)
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
    return redirect("qualification:settings")


def _page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    firm = request.acting.workspace
    criteria = Criterion.of(firm)
    gates = [each for each in Stage.of(firm)[1:] if each.least_score is not None]
    context = {"criteria": criteria, "weight": sum(each.weight for each in criteria), "gates": gates, **more}
    return render(request, "sales/qualification/settings.html", context, status=status)
