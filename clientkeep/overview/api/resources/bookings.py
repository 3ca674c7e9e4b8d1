"""Meetings that were booked."""

import uuid
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.sales.booking.booker import LONGEST_ANSWER, Booker
from clientkeep.lifecycle.sales.booking.booking import BOOKING_STATES, Booking
from clientkeep.lifecycle.sales.booking.desk.bookings import visible_booking
from clientkeep.lifecycle.sales.booking.invitations import where
from clientkeep.lifecycle.sales.booking.meeting_type import MOST_QUESTIONS, MeetingType
from clientkeep.lifecycle.sales.booking.offering import Offer

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Moment, Text, Told
from ..paging import Page, page_answer, read_cursor

room = Room()


class NewBooking(Given):
    """A meeting to book at a free time, for a person. Both sides get a letter."""

    type_id: uuid.UUID
    starts_at: Moment
    name: Text(200, least=1)
    email: Text(254, least=3)
    phone: Text(60) = ""
    time_zone: Text(60) = Field("", description="In which they read times; the firm's, where nothing is given")
    answers: Annotated[list[Text(LONGEST_ANSWER)], Field(max_length=MOST_QUESTIONS)] = []


class NewTime(Given):
    """Another free time."""

    starts_at: Moment


class Cancelling(Given):
    """Why, as both sides read it."""

    reason: Text(500) = ""


class BookingNoteGiven(Given):
    """What the firm notes about it; never shown to who booked."""

    note: Text(10_000)


class BookingsAsked(Page):
    """Filters of the list of bookings."""

    client_id: uuid.UUID | None = None
    type_id: uuid.UUID | None = None
    state: Literal[("", *BOOKING_STATES.all)] = ""
    since: Moment | None = Field(None, description="Beginning at this moment or later")
    until: Moment | None = Field(None, description="Beginning before this moment")


class Said(Told):
    question: str
    answer: str


class BookingOut(Told):
    """A booking. `client_id` is null for new people."""

    id: uuid.UUID
    type_id: uuid.UUID
    member_id: uuid.UUID
    client_id: uuid.UUID | None
    contact_id: uuid.UUID | None
    meeting: str
    state: str
    starts_at: str
    ends_at: str
    where: str
    name: str
    email: str
    phone: str
    time_zone: str
    answers: list[Said]
    note: str
    reason: str
    made_at: str
    cancelled_at: str | None
    cancelled_by: str


class BookingsOut(Told):
    items: list[BookingOut]
    next: str | None


@room.reads("", "clients.see", BookingsOut)
def list_bookings(request: HttpRequest, asked: Query[BookingsAsked]) -> HttpResponse:
    """List bookings, those made last first."""
    exact = {"client_id": asked.client_id, "kind_id": asked.type_id, "state": asked.state, "starts_at__gte": asked.since, "starts_at__lt": asked.until}
    found = Booking.objects.visible_to(request.acting).filter(**{name: value for name, value in exact.items() if value})
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    rows = list(found.order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], tell_booking)


@room.reads("/{uuid:booking_id}", "clients.see", BookingOut)
def get_booking(request: HttpRequest, booking_id: uuid.UUID) -> HttpResponse:
    """One booking."""
    return answer(tell_booking(visible_booking(request.acting, booking_id)))


@room.writes("", "clients.edit", BookingOut, 201)
def book_meeting(request: HttpRequest, given: NewBooking) -> HttpResponse:
    """Book a free time for somebody. 409 where somebody took it meanwhile."""
    acting = request.acting
    kind = MeetingType.objects.visible_to(acting).select_related("workspace", "member__user").filter(pk=given.type_id).first()
    if kind is None:
        raise Invalid("There is no such meeting type.", "type_id")
    zone = given.time_zone or acting.workspace.time_zone
    booker = Booker.of(kind, given.name, given.email, zone, given.phone, given.answers)
    Offer(kind).check(given.starts_at)
    return answer(tell_booking(Booking.make(kind, given.starts_at, booker)), 201)


@room.writes("/{uuid:booking_id}/move", "clients.edit", BookingOut)
def move_booking(request: HttpRequest, booking_id: uuid.UUID, given: NewTime) -> HttpResponse:
    """Meet at another free time; both sides get a letter. 409 where it is over or cancelled."""
    booking = visible_booking(request.acting, booking_id)
    if given.starts_at != booking.starts_at:
        Offer(booking.kind, booking).check(given.starts_at)
    booking.move(given.starts_at, request.acting.actor)
    return answer(tell_booking(booking))


@room.writes("/{uuid:booking_id}/cancel", "clients.edit", BookingOut)
def cancel_booking(request: HttpRequest, booking_id: uuid.UUID, given: Cancelling) -> HttpResponse:
    """Call it off; both sides get a letter."""
    booking = visible_booking(request.acting, booking_id)
    booking.cancel(request.acting.actor, given.reason)
    return answer(tell_booking(booking))


@room.writes("/{uuid:booking_id}/missed", "clients.edit", BookingOut)
def mark_booking_missed(request: HttpRequest, booking_id: uuid.UUID) -> HttpResponse:
    """Say that they did not come. 409 before it has begun."""
    booking = visible_booking(request.acting, booking_id)
    booking.mark_missed(request.acting.actor)
    return answer(tell_booking(booking))


@room.writes("/{uuid:booking_id}/note", "clients.edit", BookingOut, method="PUT")
def note_booking(request: HttpRequest, booking_id: uuid.UUID, given: BookingNoteGiven) -> HttpResponse:
    """Keep what the firm notes about it."""
    booking = visible_booking(request.acting, booking_id)
    booking.write_note(given.note)
    return answer(tell_booking(booking))


def tell_booking(booking: Booking) -> dict[str, Any]:
    plain = ("meeting", "state", "name", "email", "phone", "answers", "note", "reason", "cancelled_by")
    ids = {"id": booking.pk, "type_id": booking.kind_id, "member_id": booking.member_id, "client_id": booking.client_id, "contact_id": booking.contact_id}
    moments = ("starts_at", "ends_at", "made_at", "cancelled_at")
    return {
        **{name: str(value) if value else None for name, value in ids.items()}, **{name: getattr(booking, name) for name in plain},
        **{name: moment(getattr(booking, name)) for name in moments}, "where": where(booking), "time_zone": booking.zone,
    }  # fmt: skip
