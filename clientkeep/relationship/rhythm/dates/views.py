"""The important dates of one client, and one of them with its acts."""

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
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .forms import DateForm
from .model import ImportantDate
from .telling import told


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.see")
def dates(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The dates of a client, the next first, and the form that notes one."""
    acting, client = request.acting, client_at(request, client_id)
    form, status = DateForm(client), 200
    if request.method == "POST":
        acting.require("clients.edit")
        form = DateForm(client, request.POST)
        done, date = tried(form, _added, request, client, form) if form.is_valid() else (False, None)
        if done:
            say(request, f"Noted: {date}.")
            return redirect("rhythm:dates", client.pk)
        status = 422
    rows = ImportantDate.objects.filter(client=client).standing().select_related("contact").order_by("next_on", "pk")
    context = {
        "client": client,
        "rows": told(rows, acting.workspace.today()),
        "form": form,
        "form_token": once.mint(acting),
        "may_edit": acting.may("clients.edit"),
    }
    return render(request, "rhythm/dates/dates.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.see")
def date(request: HttpRequest, date_id: uuid.UUID) -> HttpResponse:
    """One date, and what can be done about it."""
    found = thing_at(request, ImportantDate.objects, date_id)
    if request.method != "POST":
        return _page(request, found)
    request.acting.require("clients.edit")
    form = DateForm(found.client, request.POST, found)
    if form.is_valid() and tried(form, found.change, request.acting.actor, **form.cleaned_data)[0]:
        say(request, f"Changed: {found}.")
        return redirect("rhythm:dates", found.client_id)
    return _page(request, found, 422, form=form)


@require_POST
@staff("clients.edit")
def see_to(request: HttpRequest, date_id: uuid.UUID) -> HttpResponse:
    """It is seen to, this time."""
    found = thing_at(request, ImportantDate.objects, date_id)
    found.see_to(request.acting.actor)
    say(request, f"Seen to: {found}.")
    return redirect("rhythm:dates", found.client_id)


@require_POST
@staff("clients.edit")
def remove(request: HttpRequest, date_id: uuid.UUID) -> HttpResponse:
    """Take the date off."""
    found = thing_at(request, ImportantDate.objects, date_id)
    found.remove(request.acting.actor)
    say(request, f"Taken off: {found}.", undo=reverse("rhythm:date_return", args=[found.pk]))
    return redirect("rhythm:dates", found.client_id)


@require_POST
@staff("clients.edit")
def put_back(request: HttpRequest, date_id: uuid.UUID) -> HttpResponse:
    """Put back a date that was taken off."""
    found = thing_at(request, ImportantDate.objects, date_id)
    found.put_back(request.acting.actor)
    say(request, f"Back: {found}.")
    return redirect("rhythm:dates", found.client_id)


def _added(request: HttpRequest, client: Any, form: DateForm) -> ImportantDate:
    known = once.identity_in(request.acting, request.POST.get(once.FIELD, ""))
    return ImportantDate.add(client, request.acting.actor, id=known, **form.cleaned_data)


def _page(request: HttpRequest, found: ImportantDate, status: int = 200, form: forms.Form | None = None) -> HttpResponse:
    context = {
        "date": found,
        "row": told([found], request.acting.workspace.today())[0],
        "form": form or DateForm(found.client, date=found),
        "may_edit": request.acting.may("clients.edit"),
    }
    return render(request, "rhythm/dates/date.html", context, status=status)
