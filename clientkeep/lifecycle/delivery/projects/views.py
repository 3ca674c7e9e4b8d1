"""Pages of projects: those of the firm, those of a client, one project, and what becomes of it."""

import uuid
from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.lifecycle.agreements.models import Gate
from clientkeep.relationship.clients import once
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.reach import client_at
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .answers import answers_in, forms_of
from .forms import DropForm, MilestoneForm, ProjectForm
from .project import Project
from .reach import project_at
from .rules import progress

SHELVES = {"": "Going on", "planned": "Planned", "running": "Running", "done": "Done", "dropped": "Dropped"}
MOST = 200


@staff("clients.see")
@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """All projects that this person may see, those with the nearest day first."""
    return _listed(request, None, Project.objects.visible_to(request.acting))


@staff("clients.see")
@require_safe
def of_client(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The projects of one client."""
    client = client_at(request, client_id)
    return _listed(request, client, Project.objects.visible_to(request.acting).filter(client=client))


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Plan a project for a client."""
    acting, client = request.acting, client_at(request, client_id)
    form = ProjectForm(acting, request.POST if request.method == "POST" else None, client=client)
    if form.is_bound and form.is_valid():
        done, made = tried(form, _planned, request, form, client)
        if done:
            say(request, f"Planned: {made}.")
            return redirect("projects:project", made.pk)
    context = {"form": form, "client": client, "form_token": once.mint(acting)}
    return render(request, "delivery/projects/form.html", context, status=422 if form.errors else 200)


@staff("clients.see")
@require_safe
def project(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """One project with its milestones."""
    return project_page(request, project_at(request.acting, project_id))


@staff("clients.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """Change what is known of it."""
    acting, found = request.acting, project_at(request.acting, project_id)
    form = ProjectForm(acting, request.POST if request.method == "POST" else None, found)
    if form.is_bound and form.is_valid() and tried(form, found.change, acting.actor, **form.values)[0]:
        say(request, f"Changed: {found}.")
        return redirect("projects:project", found.pk)
    context = {"form": form, "project": found, "client": found.client}
    return render(request, "delivery/projects/form.html", context, status=422 if form.errors else 200)


@staff("clients.edit")
@require_POST
def start(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """Let the work begin."""
    found = project_at(request.acting, project_id)
    return done(request, found, found.start, "The work has begun.")


@staff("clients.edit")
@require_POST
def finish(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """The work is done."""
    found = project_at(request.acting, project_id)
    return done(request, found, found.finish, "The project is done.")


@staff("clients.edit")
@require_POST
def reopen(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """It was not over, or not begun yet."""
    found = project_at(request.acting, project_id)
    return done(request, found, found.reopen, "The project is taken up again.")


@staff("clients.edit")
@require_POST
def drop(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """It will not be done, for a reason."""
    found, form = project_at(request.acting, project_id), DropForm(request.POST)
    if form.is_valid() and tried(form, found.drop, request.acting.actor, form.cleaned_data["because"])[0]:
        say(request, "The project is dropped, and the reason is kept.")
        return redirect("projects:project", found.pk)
    return project_page(request, found, 422, drop_form=form)


def done(request: HttpRequest, found: Project, verb: Any, words: str) -> HttpResponse:
    """Call a verb and go back to the project; a refusal is told on its page."""
    try:
        verb(request.acting.actor)
    except Refusal as refusal:
        return project_page(request, found, refusal.status, refusal=refusal.message)
    say(request, words)
    return redirect("projects:project", found.pk)


def project_page(request: HttpRequest, found: Project, status: int = 200, **more: Any) -> HttpResponse:
    """The page of one project, with what was refused where something was."""
    acting = request.acting
    milestones = list(found.milestones.in_order())
    for row in milestones:
        row.workspace, row.project = acting.workspace, found
    reached, planned = progress(row.state for row in milestones)
    forms = forms_of(found)
    gate = Gate.objects.filter(document=found.source_id).first() if found.source_id and found.state == "planned" else None
    context = {
        "project": found, "client": found.client, "milestones": milestones, "reached": reached, "planned": planned, "gate": gate,
        "may": acting.may("clients.edit"), "sees_papers": acting.may("documents.see"), "goes_on": found.state in ("planned", "running"),
        "forms": forms, "answers": answers_in(forms),
        "form": MilestoneForm(found), "drop_form": DropForm(), "form_token": once.mint(acting), **more,
    }  # fmt: skip
    return render(request, "delivery/projects/project.html", context, status=status)


def _planned(request: HttpRequest, form: ProjectForm, client: Client) -> Project:
    identity = once.identity_in(request.acting, request.POST.get(once.FIELD, ""))
    return Project.plan(client, request.acting.actor, id=identity, **form.values)


def _listed(request: HttpRequest, client: Client | None, found: QuerySet) -> HttpResponse:
    shelf = request.GET.get("state", "")
    shelf = shelf if shelf in SHELVES else ""
    found = found.filter(state=shelf) if shelf else found.going()
    rows = list(found.counted().select_related("client", "owner__user").order_by(F("next_on").asc(nulls_last=True), "-created_at")[: MOST + 1])
    today = request.acting.workspace.today()
    context = {
        "rows": [(row, bool(row.next_on and row.next_on < today and row.state in ("planned", "running"))) for row in rows[:MOST]],
        "is_cut": len(rows) > MOST, "client": client, "shelf": shelf, "may": request.acting.may("clients.edit"),
        "shelves": [{"label": label, "url": f"?state={key}" if key else request.path, "current": key == shelf} for key, label in SHELVES.items()],
    }  # fmt: skip
    return render(request, "delivery/projects/list.html", context)
