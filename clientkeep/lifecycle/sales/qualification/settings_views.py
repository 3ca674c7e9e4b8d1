"""The criteria of a checklist: added, changed, moved, taken out."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .checklist import Checklist
from .checklist_views import checklist_at, done
from .criterion import Criterion
from .forms import YES_NO, CriterionForm


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, checklist_id: uuid.UUID) -> HttpResponse:
    """Add a criterion behind the others."""
    acting, checklist = request.acting, checklist_at(request.acting, checklist_id)
    form = CriterionForm(request.POST if request.method == "POST" else None, initial={"lines": YES_NO})
    if form.is_bound and form.is_valid() and tried(form, Criterion.add, checklist, acting.actor, **form.values)[0]:
        say(request, "The criterion is added.")
        return redirect("qualification:checklist", checklist.pk)
    return render(request, "sales/qualification/criterion.html", {"checklist": checklist, "form": form}, status=422 if form.errors else 200)


@staff("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def criterion(request: HttpRequest, criterion_id: uuid.UUID) -> HttpResponse:
    """Change one criterion."""
    found = criterion_at(request.acting, criterion_id)
    form = CriterionForm.of(found, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and tried(form, found.change, request.acting.actor, **form.values)[0]:
        say(request, f"Changed: {found}.")
        return redirect("qualification:checklist", found.checklist_id)
    return render(request, "sales/qualification/criterion.html", {"criterion": found, "checklist": found.checklist, "form": form}, status=422 if form.errors else 200)


@staff("settings.edit")
@require_POST
def move(request: HttpRequest, criterion_id: uuid.UUID) -> HttpResponse:
    """Put it a place earlier or later."""
    found, where = criterion_at(request.acting, criterion_id), request.POST.get("where", "")
    if where not in ("earlier", "later"):
        raise Http404
    return done(request, found.checklist, lambda by: found.move(by, up=where == "earlier"), f"{found} is {where} now.")


@staff("settings.edit")
@require_POST
def retire(request: HttpRequest, criterion_id: uuid.UUID) -> HttpResponse:
    """Ask it no more."""
    found = criterion_at(request.acting, criterion_id)
    return done(request, found.checklist, found.retire, f"Taken out: {found}.")


def criterion_at(acting: Acting, criterion_id: uuid.UUID) -> Criterion:
    """Return a criterion of the firm; Http404 for one that is not there."""
    found = Criterion.objects.visible_to(acting).standing().select_related("checklist").filter(pk=criterion_id).first()
    found = found or next((each for each in Criterion.of(Checklist.usual(acting.workspace)) if each.pk == criterion_id), None)
    if found is None:
        raise Http404
    found.workspace = found.checklist.workspace = acting.workspace
    return found
