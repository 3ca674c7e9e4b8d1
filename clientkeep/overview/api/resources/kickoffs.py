"""Kickoffs: planned over what was agreed, their agenda sent, noted, held with a recap, or cancelled."""

import uuid
from typing import Any, Literal

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.onboarding.kickoffs import rules
from clientkeep.lifecycle.onboarding.kickoffs.holding import hold
from clientkeep.lifecycle.onboarding.kickoffs.model import LONGEST, LONGEST_PLACE, LONGEST_REASON, MOST_MINUTES, STATES
from clientkeep.lifecycle.onboarding.kickoffs.sending import LONGEST_SUBJECT, LONGEST_TEXT, drafted_letter, send_agenda
from clientkeep.lifecycle.onboarding.models import AgendaItem, Kickoff, KickoffAction
from clientkeep.lifecycle.sales.models import Booking, MeetingType
from clientkeep.relationship.clients.models import Client

from ..answers import answer, day, moment
from ..door import Room
from ..fields import Given, Moment, Text, Told, Whole
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, contact_named, document_named, member_named

room = Room()
People = list[uuid.UUID]


class KickoffPlan(Given):
    """When, where and with whom. A booking gives time, length and place; what is not sent stays."""

    title: Text(LONGEST, least=1) | None = None
    starts_at: Moment | None = None
    minutes: Whole | None = Field(None, ge=1, le=MOST_MINUTES)
    place: Text(LONGEST_PLACE) | None = None
    booking_id: uuid.UUID | None = Field(None, description="A meeting that the client has booked")
    meeting_type_id: uuid.UUID | None = Field(None, description="What the client books for it, from the portal, while no time is set")
    contact_ids: People | None = Field(None, max_length=50)
    member_ids: People | None = Field(None, max_length=50)


class NewKickoff(KickoffPlan):
    """A new kickoff; its agenda is drafted from what is on record."""

    client_id: uuid.UUID
    agreement_id: uuid.UUID | None = Field(None, description="The accepted document that it is about")
    about: Text(rules.LONGEST_TEXT) | None = Field(None, description="The words of the first item: what the work is for")


class AgendaLetterGiven(Given):
    """The letter with the agenda. What is not sent is drafted; it goes to the contacts of the kickoff unless others are named."""

    subject: Text(LONGEST_SUBJECT, least=1) | None = None
    text: Text(LONGEST_TEXT, least=1) | None = None
    contact_ids: People | None = Field(None, max_length=50)


class HoldingGiven(Given):
    """When it began and how long it took; without them as planned."""

    held_at: Moment | None = None
    minutes: Whole | None = Field(None, ge=1, le=MOST_MINUTES)


class KickoffCancellation(Given):
    because: Text(LONGEST_REASON, least=1)


class KickoffsAsked(Page):
    """Filters of the list."""

    client_id: uuid.UUID | None = None
    state: Literal[("", *STATES.all)] = ""


class KickoffActionOut(Told):
    """Who does what by when; a promise of the same id once the kickoff was held."""

    id: uuid.UUID
    side: str
    what: str
    member_id: uuid.UUID | None
    contact_id: uuid.UUID | None
    due_on: str | None


class AgendaItemOut(Told):
    """An item of the agenda. The client sees title and text, unless it is internal."""

    id: uuid.UUID
    title: str
    text: str
    internal: bool
    notes: str
    decisions: list[str]
    actions: list[KickoffActionOut]


class KickoffOut(Told):
    """A kickoff. `entry_id` and `recap_id` are those of the log and of its recap, once it was held."""

    id: uuid.UUID
    client_id: uuid.UUID
    agreement_id: uuid.UUID | None
    booking_id: uuid.UUID | None
    meeting_type_id: uuid.UUID | None
    title: str
    state: str
    starts_at: str | None
    minutes: int | None
    place: str
    contact_ids: list[uuid.UUID]
    member_ids: list[uuid.UUID]
    agenda: list[AgendaItemOut]
    agenda_sent_at: str | None
    held_at: str | None
    entry_id: uuid.UUID | None
    recap_id: uuid.UUID | None
    because: str


class KickoffsOut(Told):
    items: list[KickoffOut]
    next: str | None


@room.reads("", "clients.see", KickoffsOut)
def list_kickoffs(request: HttpRequest, asked: Query[KickoffsAsked]) -> HttpResponse:
    """List kickoffs with their agendas, the newest first."""
    exact = {"client_id": asked.client_id, "state": asked.state}
    rows = _whole(request).filter(**{name: value for name, value in exact.items() if value})
    if after := read_cursor(asked.cursor, uuid.UUID):
        rows = rows.filter(pk__lt=after[0])
    return page_answer(list(rows.order_by("-pk")[: asked.limit + 1]), asked.limit, lambda row: [str(row.pk)], tell_kickoff)


@room.writes("", "clients.edit", KickoffOut, 201)
def begin_kickoff(request: HttpRequest, given: NewKickoff) -> HttpResponse:
    """Plan a kickoff and draft its agenda. Nothing is sent."""
    acting = request.acting
    client = client_named(acting, given.client_id)
    agreement = document_named(acting, given.agreement_id, "agreement_id") if given.agreement_id else None
    made = Kickoff.begin(client, acting.actor, agreement=agreement, about=given.about or "", **_plan(request, client, given))
    return answer(tell_kickoff(kickoff_at(request, made.pk)), 201)


@room.reads("/{uuid:kickoff_id}", "clients.see", KickoffOut)
def get_kickoff(request: HttpRequest, kickoff_id: uuid.UUID) -> HttpResponse:
    """One kickoff with its agenda, and what was said to each item."""
    return answer(tell_kickoff(kickoff_at(request, kickoff_id)))


@room.writes("/{uuid:kickoff_id}", "clients.edit", KickoffOut, method="PATCH")
def change_kickoff(request: HttpRequest, kickoff_id: uuid.UUID, given: KickoffPlan) -> HttpResponse:
    """Change when, where and with whom. 409 once it was held or cancelled."""
    found = kickoff_at(request, kickoff_id)
    found.change(request.acting.actor, **_plan(request, found.client, given))
    return answer(tell_kickoff(kickoff_at(request, kickoff_id)))


@room.writes("/{uuid:kickoff_id}/agenda-sending", "clients.edit", KickoffOut)
def send_kickoff_agenda(request: HttpRequest, kickoff_id: uuid.UUID, given: AgendaLetterGiven) -> HttpResponse:
    """Send the agenda by mail and show it in the portal. The same words go to the same person once."""
    found = kickoff_at(request, kickoff_id)
    subject, text = drafted_letter(found, str(request.acting.member))
    people = list(found.contacts.all()) if given.contact_ids is None else [contact_named(found.client, each, "contact_ids") for each in given.contact_ids]
    send_agenda(found, request.acting.actor, given.subject or subject, given.text or text, people)
    return answer(tell_kickoff(kickoff_at(request, kickoff_id)))


@room.writes("/{uuid:kickoff_id}/holding", "clients.edit", KickoffOut)
def hold_kickoff(request: HttpRequest, kickoff_id: uuid.UUID, given: HoldingGiven) -> HttpResponse:
    """Log it as a meeting, put decisions and actions on record, and draft the recap. Said again, it says nothing new."""
    hold(kickoff_at(request, kickoff_id), request.acting.actor, given.held_at, given.minutes)
    return answer(tell_kickoff(kickoff_at(request, kickoff_id)))


@room.writes("/{uuid:kickoff_id}/cancellation", "clients.edit", KickoffOut)
def cancel_kickoff(request: HttpRequest, kickoff_id: uuid.UUID, given: KickoffCancellation) -> HttpResponse:
    """Call it off. 409 once it was held."""
    kickoff_at(request, kickoff_id).cancel(request.acting.actor, given.because)
    return answer(tell_kickoff(kickoff_at(request, kickoff_id)))


def kickoff_at(request: HttpRequest, kickoff_id: uuid.UUID) -> Kickoff:
    """The kickoff that an address names; Http404."""
    found = _whole(request).filter(pk=kickoff_id).first()
    if found is None:
        raise Http404
    return found


def tell_kickoff(row: Kickoff) -> dict[str, Any]:
    """A kickoff as the interface tells it; of one that was read whole."""
    return {
        "id": str(row.pk), "client_id": str(row.client_id), "agreement_id": _id(row.agreement_id), "booking_id": _id(row.booking_id),
        "meeting_type_id": _id(row.meeting_type_id), "title": row.title, "state": row.state, "starts_at": moment(row.starts_at), "minutes": row.minutes,
        "place": row.place, "contact_ids": [str(each.pk) for each in row.contacts.all()], "member_ids": [str(each.pk) for each in row.members.all()],
        "agenda": [tell_item(item) for item in row.agenda], "agenda_sent_at": moment(row.agenda_sent_at), "held_at": moment(row.held_at),
        "entry_id": _id(row.entry_id), "recap_id": _id(row.recap_id), "because": row.because,
    }  # fmt: skip


def tell_item(item: AgendaItem) -> dict[str, Any]:
    """An item of an agenda, with its actions as `agreed`."""
    return {
        "id": str(item.pk), "title": item.title, "text": item.text, "internal": item.internal, "notes": item.notes,
        "decisions": rules.decisions_in(item.decisions), "actions": [tell_action(each) for each in item.agreed],
    }  # fmt: skip


def tell_action(row: KickoffAction) -> dict[str, Any]:
    """Who does what by when."""
    ids = {"id": row.pk, "member_id": row.member_id, "contact_id": row.contact_id}
    return {**{name: _id(pk) for name, pk in ids.items()}, "side": row.side, "what": row.what, "due_on": day(row.due_on)}


def with_actions(items: Any) -> Any:
    """Items of agendas with their actions."""
    return items.prefetch_related(Prefetch("actions", KickoffAction.objects.in_order(), to_attr="agreed"))


def _whole(request: HttpRequest) -> Any:
    rows = Kickoff.objects.visible_to(request.acting).select_related("client__workspace", "client__owner__user", "workspace", "booking", "meeting_type")
    return rows.prefetch_related("contacts", "members", Prefetch("items", with_actions(AgendaItem.objects.in_order()), to_attr="agenda"))


def _plan(request: HttpRequest, client: Client, given: KickoffPlan) -> dict[str, Any]:
    sent, acting = given.model_fields_set, request.acting
    if nothing := sorted(name for name in sent & {"title", "place", "contact_ids", "member_ids"} if getattr(given, name) is None):
        raise Invalid("Send a value, or leave it out.", nothing[0])
    plan = {name: getattr(given, name) for name in ("title", "starts_at", "minutes", "place") if name in sent}
    if "booking_id" in sent:
        plan["booking"] = _named(Booking.objects.visible_to(acting).filter(client=client), given.booking_id, "booking_id")
    if "meeting_type_id" in sent:
        plan["meeting_type"] = _named(MeetingType.objects.visible_to(acting), given.meeting_type_id, "meeting_type_id")
    if "contact_ids" in sent:
        plan["contacts"] = [contact_named(client, each, "contact_ids") for each in given.contact_ids]
    if "member_ids" in sent:
        plan["members"] = [member_named(acting, each, "member_ids") for each in given.member_ids]
    return plan


def _named(rows: Any, pk: uuid.UUID | None, field: str) -> Any:
    found = rows.filter(pk=pk).first() if pk else None
    if pk and found is None:
        raise Invalid("There is no such meeting.", field)
    return found


def _id(pk: uuid.UUID | None) -> str | None:
    return str(pk) if pk else None
