"""The communication plan of one client, and one line of it with its acts."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.relationship.conversations.reach import client_at, thing_at
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .forms import DayForm, LineForm, SkipForm
from .from_tier import plan_from_tier
from .model import PlanLine
from .suggesting import dismissed, suggested
from .telling import told


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.see")
def plan(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The lines of a client's plan, the soonest first, and the form that adds one."""
    acting, client = request.acting, client_at(request, client_id)
    form, status = LineForm(acting, client), 200
    if request.method == "POST":
        acting.require("clients.edit")
        form = LineForm(acting, client, request.POST)
        done, line = tried(form, _added, request, client, form) if form.is_valid() else (False, None)
        if done:
            say(request, f"Planned: {line}.")
            return redirect("rhythm:plan", client.pk)
        status = 422
    lines = PlanLine.objects.filter(client=client).standing().order_by("next_on", "pk")
    context = {
        "client": client,
        "rows": told(lines.select_related("client", "contact", "owner__user"), acting.workspace.today()),
        "suggested": suggested(client) if acting.may("clients.edit") else [],
        "dismissed": dismissed(client) if acting.may("clients.edit") else [],
        "form": form,
        "form_token": once.mint(acting),
        "may_edit": acting.may("clients.edit"),
    }
    return render(request, "rhythm/plans/plan.html", context, status=status)


@require_POST
@staff("clients.edit")
def from_tier(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Begin with what is usual for the tier."""
    client = client_at(request, client_id)
    say(request, f"Planned: {plan_from_tier(client, request.acting.actor)}.")
    return redirect("rhythm:plan", client.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.see")
def line(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """One line: when it is due, what can be done, and what became of it."""
    found = thing_at(request, PlanLine.objects, line_id)
    if request.method != "POST":
        return _page(request, found)
    request.acting.require("clients.edit")
    form = LineForm(request.acting, found.client, request.POST, found)
    if form.is_valid() and tried(form, found.change, request.acting.actor, **form.values)[0]:
        say(request, f"The plan is changed: {found}.")
        return redirect("rhythm:plan", found.client_id)
    return _page(request, found, 422, form=form)


@require_POST
@staff("clients.edit")
def move(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """Choose another day for the next contact."""
    found = thing_at(request, PlanLine.objects, line_id)
    form = DayForm(request.POST)
    if form.is_valid() and tried(form, found.move, request.acting.actor, **form.cleaned_data)[0]:
        say(request, f"Moved: {found.who} is to hear from you on {found.next_on:%-d %B %Y}.")
        return redirect("rhythm:plan", found.client_id)
    return _page(request, found, 422, day_form=form)


@require_POST
@staff("clients.edit")
def skip(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """Leave out the next contact once, with the reason."""
    found = thing_at(request, PlanLine.objects, line_id)
    form = SkipForm(request.POST)
    if form.is_valid() and tried(form, found.skip, request.acting.actor, **form.cleaned_data)[0]:
        say(request, f"Left out once. {found.who} is next on {found.next_on:%-d %B %Y}.")
        return redirect("rhythm:plan", found.client_id)
    return _page(request, found, 422, skip_form=form)


@require_POST
@staff("clients.edit")
def remove(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """Take the line out of the plan."""
    found = thing_at(request, PlanLine.objects, line_id)
    found.remove(request.acting.actor)
    say(request, f"Taken out of the plan: {found}.", undo=reverse("rhythm:line_return", args=[found.pk]))
    return redirect("rhythm:plan", found.client_id)


@require_POST
@staff("clients.edit")
def put_back(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """Put a line that was taken out back into the plan."""
    found = thing_at(request, PlanLine.objects, line_id)
    found.put_back(request.acting.actor)
    say(request, f"Back in the plan: {found}.")
    return redirect("rhythm:plan", found.client_id)


def _added(request: HttpRequest, client: Any, form: LineForm) -> PlanLine:
    known = once.identity_in(request.acting, request.POST.get(once.FIELD, ""))
    return PlanLine.add(client, request.acting.actor, id=known, **form.values)


def _page(request: HttpRequest, found: PlanLine, status: int = 200, **forms_given: forms.Form) -> HttpResponse:
    context = {
        "line": found,
        "row": told([found], request.acting.workspace.today())[0],
        "steps": Event.objects.filter(about_id=found.pk, workspace=found.workspace_id).order_by("-seq")[:50],
        "form": LineForm(request.acting, found.client, line=found),
        "day_form": DayForm(auto_id="day_%s"),
        "skip_form": SkipForm(auto_id="skip_%s"),
        "may_edit": request.acting.may("clients.edit"),
        **forms_given,
    }
    return render(request, "rhythm/plans/line.html", context, status=status)
