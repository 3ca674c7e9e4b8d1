"""Pages of promises: over all clients, of one client, and one promise with its acts."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from ..reach import client_at, thing_at
from . import listing
from .forms import DropForm, MoveForm, PromiseForm
from .model import Promise
from .reminder import Reminder
from .telling import told

MOST_OF_CLIENT = 200
WEEK = dt.timedelta(days=7)


@require_safe
@staff("clients.see")
def promises(request: HttpRequest) -> HttpResponse:
    """Promises over all clients, the latest first."""
    found, rows = listing.listed(request), listing.rows_asked(request)
    total = found.count()
    shown = list(found.select_related("client", "contact", "member__user", "workspace")[:rows])
    context = {
        "rows": told(shown, request.acting.workspace.today()),
        "total": total,
        "shown": min(rows, total),
        "more": rows + listing.FIRST_ROWS if total > rows and rows < listing.MOST_ROWS else None,
        "filters": listing.filters(request),
        "is_filtered": any(request.GET.get(name) for name in ("side", "when", "owner")),
        "may_edit": request.acting.may("clients.edit"),
    }
    return render(request, "conversations/promises/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.see")
def client_promises(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The promises of one client, and the form that puts one on record."""
    acting, client = request.acting, client_at(request, client_id)
    form, status = PromiseForm(acting, client, request.POST or None), 200
    if request.method == "POST":
        acting.require("clients.edit")
        form = PromiseForm(acting, client, request.POST)
        done, promise = tried(form, _made, request, client, form) if form.is_valid() else (False, None)
        if done:
            say(request, f"Promised by {promise.who}.")
            return redirect("conversations:client_promises", client.pk)
        status = 422
    rows = Promise.objects.filter(client=client).soonest_first().select_related("client", "contact", "member__user", "workspace")
    context = {
        "client": client,
        "rows": told(list(rows[:MOST_OF_CLIENT]), acting.workspace.today()),
        "letters": Reminder.objects.filter(client=client).waiting().order_by("due_on", "pk")[:MOST_OF_CLIENT],
        "form": form,
        "form_token": once.mint(acting),
        "may_edit": acting.may("clients.edit"),
    }
    return render(request, "conversations/promises/client.html", context, status=status)


@require_safe
@staff("clients.see")
def promise(request: HttpRequest, promise_id: uuid.UUID) -> HttpResponse:
    """One promise: what became of it, step by step, and what can be done."""
    return _page(request, thing_at(request, Promise.objects, promise_id))


@require_POST
@staff("clients.edit")
def keep(request: HttpRequest, promise_id: uuid.UUID) -> HttpResponse:
    """It was kept."""
    found = thing_at(request, Promise.objects, promise_id)
    found.keep(request.acting.actor)
    say(request, f"Kept: {found.what}", undo=reverse("conversations:promise_reopen", args=[found.pk]))
    return _back(request, found)


@require_POST
@staff("clients.edit")
def move(request: HttpRequest, promise_id: uuid.UUID) -> HttpResponse:
    """Give it another day; with `weeks=1` a week more than it had."""
    found = thing_at(request, Promise.objects, promise_id)
    if request.POST.get("weeks") == "1":
        later = max(found.due_on or dt.date.min, found.workspace.today()) + WEEK
        found.move(request.acting.actor, later)
        say(request, f"A week more: {found.what}")
        return _back(request, found)
    form = MoveForm(request.POST)
    if form.is_valid() and tried(form, found.move, request.acting.actor, **form.cleaned_data)[0]:
        say(request, f"It has a new day: {found.what}")
        return _back(request, found)
    return _page(request, found, 422, move_form=form)


@require_POST
@staff("clients.edit")
def drop(request: HttpRequest, promise_id: uuid.UUID) -> HttpResponse:
    """It holds no more."""
    found = thing_at(request, Promise.objects, promise_id)
    form = DropForm(request.POST)
    if form.is_valid() and tried(form, found.drop, request.acting.actor, **form.cleaned_data)[0]:
        say(request, f"Dropped: {found.what}", undo=reverse("conversations:promise_reopen", args=[found.pk]))
        return _back(request, found)
    return _page(request, found, 422, drop_form=form)


@require_POST
@staff("clients.edit")
def reopen(request: HttpRequest, promise_id: uuid.UUID) -> HttpResponse:
    """Take back that it was kept or dropped."""
    found = thing_at(request, Promise.objects, promise_id)
    found.reopen(request.acting.actor)
    say(request, f"Open again: {found.what}")
    return _back(request, found)


def _made(request: HttpRequest, client: Any, form: PromiseForm) -> Promise:
    known = once.identity_in(request.acting, request.POST.get(once.FIELD, ""))
    return Promise.make(client, by=request.acting.actor, id=known, **form.cleaned_data)


def _page(request: HttpRequest, found: Promise, status: int = 200, **forms_given: forms.Form) -> HttpResponse:
    context = {
        "promise": found,
        "row": told([found], request.acting.workspace.today())[0],
        "steps": Event.objects.filter(about_id=found.pk, workspace=found.workspace_id).order_by("-seq")[:100],
        "source": found.source,
        "letter": Reminder.objects.filter(promise=found).waiting().first(),
        "move_form": MoveForm(),
        "drop_form": DropForm(),
        "may_edit": request.acting.may("clients.edit"),
        **forms_given,
    }
    return render(request, "conversations/promises/promise.html", context, status=status)


def _back(request: HttpRequest, found: Promise) -> HttpResponse:
    """To where the act was offered: the list of all, or the client's own."""
    if request.POST.get("from") == "list":
        return redirect("conversations:promises")
    return redirect("conversations:client_promises", found.client_id)
