"""The client's page of a meeting step: choose a time, see when it is, move it or call it off."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from clientkeep.foundation.errors import Conflict, Refusal
from clientkeep.lifecycle.onboarding.playbooks.portal import steps_of
from clientkeep.lifecycle.onboarding.playbooks.run_step import PlaybookStep
from clientkeep.lifecycle.sales.booking.invitations import where
from clientkeep.lifecycle.sales.booking.key import BookingKey
from clientkeep.lifecycle.sales.booking.times import write_when
from clientkeep.lifecycle.sales.models import Booking
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.portal.key import PortalKey
from clientkeep.relationship.portal.links import path_to
from clientkeep.relationship.portal.slots import lands
from clientkeep.relationship.portal.views import framed
from clientkeep.relationship.portal.visitor import Visitor, portal_page
from clientkeep.workspace.mail.links import makes_links

from .sending import PURPOSE
from .standing import KIND, WAITING, booking_of, type_of


@portal_page
@require_safe
def step(request: HttpRequest, meeting_step_id: uuid.UUID) -> HttpResponse:
    """One meeting: still to be booked, booked, or held."""
    return _page(request, _step(request.visitor, meeting_step_id))


@portal_page
@require_POST
def change(request: HttpRequest, meeting_step_id: uuid.UUID) -> HttpResponse:
    """Go to the booking, where it is moved or cancelled: the way in is made by this press."""
    visitor, found = request.visitor, _step(request.visitor, meeting_step_id)
    try:
        booking = booking_of(found)
        visitor.require(_may_change(visitor, booking))
        if booking is None or not booking.is_open:
            raise Conflict("This meeting is over, or not booked any more.", "state")
    except Refusal as refusal:
        return _page(request, found, refusal.status, refusal=refusal)
    return redirect("booking:own", BookingKey.make(booking))


@makes_links(PURPOSE)
def step_link(letter: Any, arguments: dict) -> str:
    """Open the portal of a contact, at the meeting."""
    contact = Contact.objects.select_related("client").get(workspace=letter.workspace_id, pk=arguments["contact"])
    return f"{path_to(PortalKey.make(contact.client, 'portal', contact)[1])}?{PURPOSE}={arguments['step']}"


@lands(PURPOSE)
def step_address(client: Client, step_id: uuid.UUID) -> str | None:
    """Where the letter leads."""
    rows = PlaybookStep.objects.filter(run__client=client, kind=KIND, run__state__in=("running", "finished")).shown_to_client()
    return reverse("meetings:mine", args=[step_id]) if rows.filter(pk=step_id).exists() else None


def _step(visitor: Visitor, step_id: uuid.UUID) -> PlaybookStep:
    found = steps_of(visitor).filter(pk=step_id, kind=KIND).first()
    if found is None:
        raise Http404
    return found


def _may_change(visitor: Visitor, booking: Booking | None) -> bool:
    """Who booked it, or one who may decide for the client."""
    if visitor.looking or visitor.contact is None:
        return False
    return visitor.may_agree or bool(booking and booking.contact_id == visitor.contact.pk)


def _page(request: HttpRequest, found: PlaybookStep, status: int = 200, **more: Any) -> HttpResponse:
    visitor: Visitor = request.visitor
    booking, kind = booking_of(found), type_of(found)
    asks = booking is None and found.state in WAITING and found.run.is_running and kind is not None and kind.is_open
    context = {
        "step": found, "kind": kind, "booking": booking, "asks": asks, "may_change": bool(booking and booking.is_open and _may_change(visitor, booking)),
        "when": write_when(booking.starts_at, booking.zone) if booking else "", "where": where(booking) if booking else "", **more,
    }  # fmt: skip
    return render(request, "onboarding/meetings/portal_step.html", framed(visitor, **context), status=status)
