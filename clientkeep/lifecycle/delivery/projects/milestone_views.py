"""Milestones: adding, changing and moving them, and what becomes of them."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .forms import MilestoneChangeForm, MilestoneForm
from .milestone import Milestone
from .moving import rewrite
from .project import Project
from .reach import milestone_at, project_at
from .views import done, project_page


@staff("clients.edit")
@require_POST
def add(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """Add a milestone."""
    found = project_at(request.acting, project_id)
    form = MilestoneForm(found, request.POST)
    if form.is_valid() and tried(form, _added, request.acting, found, form, request.POST.get(once.FIELD, ""))[0]:
        say(request, "The milestone is added.")
        return redirect("projects:project", found.pk)
    return project_page(request, found, 422, form=form)


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def milestone(request: HttpRequest, milestone_id: uuid.UUID) -> HttpResponse:
    """Change a milestone or move its day."""
    found = milestone_at(request.acting, milestone_id)
    form = MilestoneChangeForm.over(found, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and tried(form, rewrite, found, request.acting.actor, **form.values)[0]:
        say(request, "The milestone is changed.")
        return redirect("projects:project", found.project_id)
    context = {"form": form, "milestone": found, "project": found.project, "client": found.project.client}
    return render(request, "delivery/projects/milestone.html", context, status=422 if form.errors else 200)


@staff("clients.edit")
@require_POST
def reach(request: HttpRequest, milestone_id: uuid.UUID) -> HttpResponse:
    """It is done."""
    found = milestone_at(request.acting, milestone_id)
    return done(request, found.project, found.reach, f"Reached: {found}.")


@staff("clients.edit")
@require_POST
def drop(request: HttpRequest, milestone_id: uuid.UUID) -> HttpResponse:
    """It will not be done."""
    found = milestone_at(request.acting, milestone_id)
    return done(request, found.project, found.drop, f"Dropped: {found}.")


@staff("clients.edit")
@require_POST
def reopen(request: HttpRequest, milestone_id: uuid.UUID) -> HttpResponse:
    """It was not done, or is not dropped."""
    found = milestone_at(request.acting, milestone_id)
    return done(request, found.project, found.reopen, f"Taken up again: {found}.")


def _added(acting: Acting, found: Project, form: MilestoneForm, token: str) -> Milestone:
    return Milestone.add(found, acting.actor, id=once.identity_in(acting, token), **form.values)
