"""What can be booked, and which times are free."""

import datetime as dt
import uuid
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field, StrictBool

from clientkeep.foundation.errors import Forbidden, Invalid
from clientkeep.lifecycle.sales.booking.desk.types import changeable_type, public_address, visible_type
from clientkeep.lifecycle.sales.booking.meeting_type import MOST_QUESTIONS, PLACES, MeetingType
from clientkeep.lifecycle.sales.booking.offering import Offer
from clientkeep.workspace.hours.rules import write_blocks
from clientkeep.workspace.hours.rules.hours import midnight, moment_of
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, moment
from ..door import Room
from ..fields import Day, Given, Text, Told, Whole
from .reach import member_named

room = Room()
PlaceKind = Literal[tuple(slug for slug, _ in PLACES)]
LONGEST_LOOK = 62


class TypeGiven(Given):
    """What a meeting type says. `week`: seven days as they are typed, Monday first; null for the usual working hours."""

    name: Text(100, least=1) = None
    description: Text(1_000) = None
    minutes: Annotated[Whole, Field(ge=5, le=480)] = None
    place_kind: PlaceKind = None
    place: Text(300) = None
    buffer_before: Annotated[Whole, Field(ge=0, le=240)] = None
    buffer_after: Annotated[Whole, Field(ge=0, le=240)] = None
    notice_hours: Annotated[Whole, Field(ge=0, le=720)] = None
    furthest_days: Annotated[Whole, Field(ge=1, le=365)] = None
    most_a_day: Annotated[Whole, Field(ge=1, le=50)] | None = None
    questions: Annotated[list[Text(200)], Field(max_length=MOST_QUESTIONS)] = None
    week: Annotated[list[Text(200)], Field(min_length=7, max_length=7)] | None = None


class NewType(TypeGiven):
    """A meeting to offer; with oneself where no member is given."""

    name: Text(100, least=1)
    member_id: uuid.UUID | None = None


class TypeChange(TypeGiven):
    """What changes. What is not sent stays."""

    active: StrictBool = None


class TypeOut(Told):
    """A meeting type. Lengths and buffers are minutes; `address` is where strangers book it."""

    id: uuid.UUID
    member_id: uuid.UUID
    name: str
    description: str
    minutes: int
    place_kind: str
    place: str
    buffer_before: int
    buffer_after: int
    notice_hours: int
    furthest_days: int
    most_a_day: int | None
    questions: list[str]
    week: list[str] | None
    active: bool
    address: str


class TypesOut(Told):
    items: list[TypeOut]


class SlotsAsked(BaseModel):
    """Which days, both included, in the firm's time zone: today and a month on where nothing is said."""

    model_config = ConfigDict(extra="forbid")
    first: Day | None = None
    last: Day | None = None


class SlotsOut(Told):
    """When the meeting may begin, in UTC."""

    items: list[str]


@room.reads("", "clients.see", TypesOut)
def list_meeting_types(request: HttpRequest) -> HttpResponse:
    """Every meeting that the firm offers, those switched off included."""
    rows = MeetingType.objects.visible_to(request.acting)
    return answer({"items": [tell_type(request.acting, row) for row in rows]})


@room.reads("/{uuid:type_id}", "clients.see", TypeOut)
def get_meeting_type(request: HttpRequest, type_id: uuid.UUID) -> HttpResponse:
    """One meeting type."""
    return answer(tell_type(request.acting, visible_type(request.acting, type_id)))


@room.writes("", "clients.edit", TypeOut, 201)
def offer_meeting(request: HttpRequest, given: NewType) -> HttpResponse:
    """Offer a meeting, with oneself or, for who manages people, with a colleague."""
    acting, values = request.acting, given.values()
    member = member_named(acting, values.pop("member_id", None), "member_id") or acting.member
    if member.pk != acting.member.pk and not acting.may("members.manage"):
        raise Forbidden("Your role does not allow this: offer a meeting with a colleague.")
    if not member.may("clients.edit"):
        raise Invalid("Choose a member who works with clients.", "member_id")
    return answer(tell_type(acting, MeetingType.make(member, acting.actor, **values)), 201)


@room.writes("/{uuid:type_id}", "clients.edit", TypeOut, method="PATCH")
def change_meeting_type(request: HttpRequest, type_id: uuid.UUID, given: TypeChange) -> HttpResponse:
    """Change what is offered, or switch it. Meetings that are booked stay as they are."""
    kind, values = changeable_type(request.acting, type_id), given.values()
    active = values.pop("active", kind.active)
    if values:
        kind.change(request.acting.actor, **values)
    kind.switch(active, request.acting.actor)
    return answer(tell_type(request.acting, kind))


@room.reads("/{uuid:type_id}/slots", "clients.see", SlotsOut)
def list_free_slots(request: HttpRequest, type_id: uuid.UUID, asked: Query[SlotsAsked]) -> HttpResponse:
    """The free times of a meeting type, at most two months at once. A time is nobody's until it is booked."""
    kind = visible_type(request.acting, type_id)
    first = asked.first or request.acting.workspace.today()
    last = asked.last or first + dt.timedelta(days=30)
    if not 0 <= (last - first).days <= LONGEST_LOOK or last.year > 9_000:
        raise Invalid(f"Ask for at most {LONGEST_LOOK} days, the first before the last.", "last")
    zone = ZoneInfo(request.acting.workspace.time_zone)
    since, until = (moment_of(midnight(each, zone)) for each in (first, last + dt.timedelta(days=1)))
    return answer({"items": [moment(each) for each in Offer(kind).starts(since, until)]})


def tell_type(acting: Acting, kind: MeetingType) -> dict[str, Any]:
    week = kind.own_week
    plain = (
        "name", "description", "minutes", "place_kind", "place", "buffer_before", "buffer_after", "notice_hours", "furthest_days",
        "most_a_day", "questions", "active",
    )  # fmt: skip
    return {
        "id": str(kind.pk), "member_id": str(kind.member_id), **{name: getattr(kind, name) for name in plain},
        "week": [write_blocks(blocks) for blocks in week] if week else None, "address": public_address(acting, kind),
    }  # fmt: skip
