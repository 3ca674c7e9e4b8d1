"""The firm's page of a meeting step: what is booked, booking it for the client, and saying which booking it is."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from clientkeep.foundation.ui.notices import say
from clientkeep.lifecycle.onboarding.playbooks.fetching import visible_step
from clientkeep.lifecycle.onboarding.playbooks.run_step import PlaybookStep
from clientkeep.lifecycle.sales.booking.invitations import where
from clientkeep.lifecycle.sales.booking.times import write_when
from clientkeep.relationship.clients import once
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from .booking_it import book_for
from .forms import BookForm, TieForm
from .standing import KIND, WAITING, booking_of, free_bookings, tie, type_of


@staff("clients.edit")
@require_safe
def step(request: HttpRequest, meeting_step_id: uuid.UUID) -> HttpResponse:
    """The meeting of one step: booked, or still to be."""
    return _page(request, _step(request.acting, meeting_step_id))


@staff("clients.edit")
@require_POST
def book(request: HttpRequest, meeting_step_id: uuid.UUID) -> HttpResponse:
    """Book a free time for a person of the client."""
    found = _step(request.acting, meeting_step_id)
    kind = type_of(found)
    if kind is None:
        raise Http404
    form = BookForm(found.run.client, kind, request.POST)
    if form.is_valid():
        said, identity = form.cleaned_data, once.identity_in(request.acting, request.POST.get(once.FIELD, ""))
        if tried(form, book_for, found, said["contact"], form.start_at, said.get("phone", ""), identity)[0]:
            say(request, "It is booked. Both sides have a letter with the invitation.")
            return redirect("meetings:step", found.pk)
    return _page(request, found, 422, book_form=form)


@staff("clients.edit")
@require_POST
def choose(request: HttpRequest, meeting_step_id: uuid.UUID) -> HttpResponse:
    """Say that a meeting which is booked already is that of this step."""
    found = _step(request.acting, meeting_step_id)
    form = TieForm(free_bookings(found.run.client), request.POST)
    if form.is_valid() and tried(form, tie, found, form.cleaned_data["booking"])[0]:
        say(request, "The step follows this meeting now.")
        return redirect("meetings:step", found.pk)
    return _page(request, found, 422, tie_form=form)


def _step(acting: Acting, step_id: uuid.UUID) -> PlaybookStep:
    found = visible_step(acting, step_id)
    if found.kind != KIND or not found.choice:
        raise Http404
    return found


def _page(request: HttpRequest, found: PlaybookStep, status: int = 200, **more: Any) -> HttpResponse:
    kind, booking, client = type_of(found), booking_of(found), found.run.client
    may = found.run.is_running and found.state in WAITING and booking is None
    free = free_bookings(client) if may else None
    context = {
        "step": found, "run": found.run, "client": client, "kind": kind, "booking": booking, "may": may,
        "when": write_when(booking.starts_at, client.workspace.time_zone) if booking else "", "where": where(booking) if booking else "",
        "book_form": BookForm(client, kind) if may and kind and kind.is_open else None, "tie_form": TieForm(free) if may and free.exists() else None,
        "address": request.build_absolute_uri(reverse("booking:month", args=[kind.token])) if kind else "", "form_token": once.mint(request.acting), **more,
    }  # fmt: skip
    return render(request, "onboarding/meetings/step.html", context, status=status)
