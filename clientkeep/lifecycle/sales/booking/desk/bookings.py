"""Bookings: the list, one of them, and what the firm does with it."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients import once
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.gate import staff

from ..adopting import add_as_client
from ..booking import Booking
from ..invitations import where
from ..meeting_type import MeetingType
from ..times import write_when
from .forms import CancelForm, ClientForm, NoteForm

PAGE = 100
PARTS = (("", "To come"), ("past", "Past"), ("cancelled", "Cancelled"))


@staff("clients.see")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Bookings to come, past or cancelled; those of one person or one client where asked."""
    acting, part = request.acting, request.GET.get("show", "")
    found = _of_part(Booking.objects.visible_to(acting), part)
    if mine := request.GET.get("whose") == "mine":
        found = found.filter(member=acting.member)
    if client := _client(acting, request.GET.get("client", "")):
        found = found.filter(client=client)
    rows = list(found.select_related("client", "member__user")[: PAGE + 1])
    zone = acting.workspace.time_zone
    context = {
        "rows": [(each, write_when(each.starts_at, zone).partition(" (")[0]) for each in rows[:PAGE]], "more": len(rows) > PAGE, "count": min(len(rows), PAGE), "part": part, "mine": mine, "client": client,
        "parts": PARTS, "any_type": bool(rows) or MeetingType.objects.visible_to(acting).exists(), "zone": zone,
    }  # fmt: skip
    return render(request, "sales/booking/bookings.html", context)


@staff("clients.see")
@require_safe
def booking(request: HttpRequest, booking_id: uuid.UUID) -> HttpResponse:
    """One booking."""
    return _page(request, visible_booking(request.acting, booking_id))


@staff("clients.edit")
@require_POST
def note(request: HttpRequest, booking_id: uuid.UUID) -> HttpResponse:
    """Keep what the firm notes about it."""
    found, form = visible_booking(request.acting, booking_id), NoteForm(request.POST)
    return _done(request, found, "note_form", form, lambda: found.write_note(form.cleaned_data["note"]), "The note is kept.")


@staff("clients.edit")
@require_POST
def cancel(request: HttpRequest, booking_id: uuid.UUID) -> HttpResponse:
    """Call it off with a letter."""
    found, form = visible_booking(request.acting, booking_id), CancelForm(request.POST)
    words = f"It is cancelled. {found.name} gets a letter."
    return _done(request, found, "cancel_form", form, lambda: found.cancel(request.acting.actor, form.cleaned_data["reason"]), words)


@staff("clients.edit")
@require_POST
def missed(request: HttpRequest, booking_id: uuid.UUID) -> HttpResponse:
    """Say that they did not come, or that they did after all."""
    found, actor = visible_booking(request.acting, booking_id), request.acting.actor
    if found.state == "missed":
        found.take_miss_back(actor)
        say(request, "They came after all.")
    else:
        found.mark_missed(actor)
        say(request, "It is noted that they did not come.")
    return redirect("booking:booking", found.pk)


@staff("clients.edit")
@require_POST
def add_client(request: HttpRequest, booking_id: uuid.UUID) -> HttpResponse:
    """Put who booked on record as a client."""
    acting, found, form = request.acting, visible_booking(request.acting, booking_id), ClientForm(request.POST)

    def add() -> None:
        add_as_client(acting, found, form.cleaned_data["client"], request.POST.get(once.FIELD, ""))

    return _done(request, found, "client_form", form, add, f"{found.name} is on record.")


def visible_booking(acting: Acting, booking_id: uuid.UUID) -> Booking:
    """Return a booking; Http404 for one that is not there or not theirs to see."""
    rows = Booking.objects.visible_to(acting).select_related("client", "contact", "kind", "member__user", "workspace")
    found = rows.filter(pk=booking_id).first()
    if found is None:
        raise Http404
    found.kind.workspace = found.workspace
    return found


def _of_part(rows: Any, part: str) -> QuerySet:
    if part == "past":
        return rows.past(clock.now())
    return rows.cancelled() if part == "cancelled" else rows.to_come(clock.now())


def _client(acting: Acting, text: str) -> Client | None:
    try:
        return Client.objects.visible_to(acting).filter(pk=uuid.UUID(text)).first()
    except ValueError:
        return None


def _done(request: HttpRequest, found: Booking, name: str, form: Any, act: Any, words: str) -> HttpResponse:
    if form.is_valid():
        try:
            act()
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            say(request, words)
            return redirect("booking:booking", found.pk)
    return _page(request, found, **{name: form})


def _page(request: HttpRequest, found: Booking, **forms: Any) -> HttpResponse:
    acting = request.acting
    sees_client = found.client and Client.objects.visible_to(acting).filter(pk=found.client_id).exists()
    context = {
        "booking": found, "when": write_when(found.starts_at, acting.workspace.time_zone), "where": where(found),
        "their_when": write_when(found.starts_at, found.zone) if found.zone != acting.workspace.time_zone else "",
        "sees_client": sees_client, "may": acting.may("clients.edit"), "form_token": once.mint(acting),
        "note_form": NoteForm(initial={"note": found.note}), "cancel_form": CancelForm(),
        "client_form": ClientForm(initial={"client": found.name}), **forms,
    }  # fmt: skip
    return render(request, "sales/booking/booking.html", context, status=422 if forms else 200)
