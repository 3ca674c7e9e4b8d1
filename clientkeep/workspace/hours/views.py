"""When the firm and its people work, the days on which it is closed, and who is away."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.settings_pages import PAGES

from .absence import Absence
from .forms import AbsenceForm, ClosedDaysForm, HoursForm, usual_hours
from .model import ClosedDays, WorkingHours
from .slots import ABSENCE_ACTS


@staff("settings.edit")
@require_http_methods(["GET", "POST"])
def firm(request: HttpRequest) -> HttpResponse:
    """The firm's week, the public holidays it keeps, and its closed days."""
    acting = request.acting
    form = HoursForm(request.POST or None, _hours(acting.workspace, None), usual_hours(acting))
    if _done(form, lambda: WorkingHours.keep(acting.workspace, None, acting.actor, form.days, **form.place)):
        say(request, "Your working hours are kept.")
        return redirect("hours:firm")
    return _firm(request, form, ClosedDaysForm())


@staff("settings.edit")
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close the firm for some days."""
    acting, form = request.acting, ClosedDaysForm(request.POST)
    if _done(form, lambda: ClosedDays.add(acting.workspace, acting.actor, **form.cleaned_data)):
        say(request, "Nobody is expected to answer on these days.")
        return redirect("hours:firm")
    return _firm(request, HoursForm(None, _hours(acting.workspace, None), usual_hours(acting)), form)


@staff("settings.edit")
@require_POST
def open_again(request: HttpRequest, closed_id: uuid.UUID) -> HttpResponse:
    """Work on days that were closed."""
    get_object_or_404(ClosedDays, workspace=request.acting.workspace, pk=closed_id).remove(request.acting.actor)
    say(request, "These are working days again.")
    return redirect("hours:firm")


@staff("account.own")
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """One's own week, where it differs from the firm's."""
    acting = request.acting
    kept = _hours(acting.workspace, acting.member)
    form = HoursForm(request.POST or None, kept, _hours(acting.workspace, None) or usual_hours(acting))
    if _done(form, lambda: WorkingHours.keep(acting.workspace, acting.member, acting.actor, form.days, **form.place)):
        say(request, "Your hours are kept.")
        return redirect("hours:own")
    context = {"form": form, "page": PAGES["my-hours"], "differs": kept is not None}
    return render(request, "hours/own.html", context, status=422 if form.errors else 200)


@staff("account.own")
@require_POST
def as_the_firm(request: HttpRequest) -> HttpResponse:
    """Work by the firm's week again."""
    WorkingHours.drop(request.acting.member, request.acting.actor)
    say(request, "You work by the firm’s hours.")
    return redirect("hours:own")


@staff("account.own")
@require_http_methods(["GET", "POST"])
def absences(request: HttpRequest) -> HttpResponse:
    """Who is away and who covers; plan an absence."""
    acting = request.acting
    form = AbsenceForm(acting, request.POST or None)
    if _done(form, lambda: Absence.plan(by=acting.actor, **form.cleaned_data)):
        say(request, f"{form.cleaned_data['member']} is away from {form.cleaned_data['first']} to {form.cleaned_data['last']}.")
        return redirect("hours:absences")
    rows = Absence.objects.visible_to(acting).standing().filter(last__gte=acting.workspace.today())
    found = list(rows.select_related("member__user", "cover__user").order_by("first", "pk"))
    context = {
        "form": form, "page": PAGES["absences"], "absences": found, "may_all": acting.may("members.manage"),
        "slots": [(row, ABSENCE_ACTS.filled(acting, row), _may_cancel(request, row)) for row in found],
    }  # fmt: skip
    return render(request, "hours/absences.html", context, status=422 if form.errors else 200)


@staff("account.own")
@require_POST
def cancel(request: HttpRequest, absence_id: uuid.UUID) -> HttpResponse:
    """Take a planned absence back."""
    mine = Absence.objects.visible_to(request.acting)
    if not request.acting.may("members.manage"):
        mine = mine.filter(member=request.acting.member)
    found = get_object_or_404(mine.select_related("member__user", "workspace"), pk=absence_id)
    found.cancel(request.acting.actor)
    say(request, f"{found.member} is here on these days.")
    return redirect("hours:absences")


def _firm(request: HttpRequest, form: HoursForm, closed_form: ClosedDaysForm) -> HttpResponse:
    firm = request.acting.workspace
    closed = ClosedDays.objects.filter(workspace=firm, last__gte=firm.today())
    context = {"form": form, "closed_form": closed_form, "closed": closed, "page": PAGES["hours"]}
    return render(request, "hours/firm.html", context, status=422 if form.errors or closed_form.errors else 200)


def _hours(workspace: Any, member: Any) -> WorkingHours | None:
    return WorkingHours.objects.filter(workspace=workspace, member=member).first()


def _may_cancel(request: HttpRequest, absence: Absence) -> bool:
    return request.acting.may("members.manage") or absence.member_id == request.acting.member.pk


def _done(form: forms.Form, verb: Callable[[], Any]) -> bool:
    """Do what a valid form asks for; what is refused stands at its field."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        verb()
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    return True
