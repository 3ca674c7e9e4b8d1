"""Status updates: what each client is told of where things stand, and who is told every week."""

import uuid
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field, StrictBool

from clientkeep.lifecycle.delivery.models import ClientUpdateChoice, StatusUpdate, UpdateChoice
from clientkeep.lifecycle.delivery.updates.choice import MODES
from clientkeep.lifecycle.delivery.updates.drafting import draft
from clientkeep.lifecycle.delivery.updates.model import LONGEST, LONGEST_SUBJECT, STATES
from clientkeep.lifecycle.delivery.updates.sending import send
from clientkeep.relationship.clients.model import STAGES, TIERS
from clientkeep.relationship.conversations.reach import thing_at
from clientkeep.relationship.conversations.vague import find

from ..answers import answer, day, moment
from ..door import Room
from ..fields import Given, Text, Told, Whole
from ..paging import Page, page_answer, read_cursor
from .reach import client_at, client_named, contact_named
from .recaps import Ids, VagueOut

room = Room()
choices = Room()
of_clients = Room()
Weekday = Annotated[Whole, Field(ge=0, le=6, description="0 is Monday")]
Hour = Annotated[Whole, Field(ge=0, le=23, description="On the clock of the firm's zone")]
Version = Annotated[Whole, Field(ge=1, description="The version that was read")]
Stage = Literal[tuple(STAGES)]
Tier = Literal[tuple(slug for slug, _ in TIERS)]
Mode = Literal[tuple(slug for slug, _ in MODES)]


class UpdateAsked(Given):
    """Whose update is drafted."""

    client_id: uuid.UUID


class UpdateGiven(Given):
    """What is changed; what is not sent stays. With `version`, 409 where somebody changed it meanwhile."""

    subject: Text(LONGEST_SUBJECT, least=1) | None = None
    text: Text(LONGEST, least=1) | None = None
    contact_ids: Ids | None = None
    version: Version | None = None


class UpdateSending(Given):
    """The version whose words were read and approved."""

    version: Version


class UpdatesAsked(Page):
    """Filters of the list of updates. `ready`: drafts with news in them, or with words of a person."""

    client_id: uuid.UUID | None = None
    state: Literal[("", "ready", *STATES.all)] = ""


class UpdateOut(Told):
    """One update. `edited_at` marks words of a person, which the record does not change any more.

    It tells of what came after `since` until `told_until`. `digest` is the SHA-256 of the text as it was sent.
    """

    id: uuid.UUID
    client_id: uuid.UUID
    period: str
    day: str
    state: str
    version: int
    is_ready: bool
    has_news: bool
    subject: str
    text: str
    contact_ids: list[uuid.UUID]
    vague: list[VagueOut]
    since: str
    told_until: str
    drafted_by: str
    edited_at: str | None
    edited_by: str
    digest: str
    sent_at: str | None
    sent_by: str
    dropped_at: str | None
    created_at: str


class UpdatesOut(Told):
    items: list[UpdateOut]
    next: str | None


class ChoiceGiven(Given):
    """Who gets an update every week, and when. "" among the tiers stands for clients without one."""

    is_on: StrictBool
    stages: Annotated[list[Stage], Field(max_length=10)]
    tiers: Annotated[list[Tier], Field(max_length=10)]
    weekday: Weekday
    hour: Hour


class ChoiceOut(Told):
    is_on: bool
    stages: list[str]
    tiers: list[str]
    weekday: int
    hour: int


class ClientChoiceGiven(Given):
    """Mode "" is as the firm chose, "on" every week, "off" only when asked. Without a weekday or an hour, the firm's."""

    mode: Mode
    weekday: Weekday | None = None
    hour: Hour | None = None


class ClientChoiceOut(Told):
    mode: str
    weekday: int | None
    hour: int | None


@room.reads("", "clients.see", UpdatesOut)
def list_updates(request: HttpRequest, asked: Query[UpdatesAsked]) -> HttpResponse:
    """List updates, newest first."""
    found = StatusUpdate.objects.visible_to(request.acting)
    if asked.state == "ready":
        found = found.ready()
    elif asked.state:
        found = found.filter(state=asked.state)
    if asked.client_id:
        found = found.filter(client=asked.client_id)
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    rows = list(found.prefetch_related("to").order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], tell_update)


@room.reads("/{uuid:update_id}", "clients.see", UpdateOut)
def get_update(request: HttpRequest, update_id: uuid.UUID) -> HttpResponse:
    """One update."""
    return answer(tell_update(thing_at(request, StatusUpdate.objects, update_id)))


@room.writes("", "clients.edit", UpdateOut, 201)
def draft_update(request: HttpRequest, given: UpdateAsked) -> HttpResponse:
    """Draft an update from the record. Notes and other internal things never enter it.

    A client has one draft at most: one that waits is brought up to date, unless a person wrote in it, and given back.
    """
    acting = request.acting
    return answer(tell_update(draft(client_named(acting, given.client_id), acting.actor)), 201)


@room.writes("/{uuid:update_id}", "clients.edit", UpdateOut, method="PATCH")
def change_update(request: HttpRequest, update_id: uuid.UUID, given: UpdateGiven) -> HttpResponse:
    """Change the words of a draft, or who gets it. 409 once it was sent or dropped."""
    found = thing_at(request, StatusUpdate.objects, update_id)
    to = list(found.to.all())
    if given.contact_ids is not None:
        to = [contact_named(found.client, each, "contact_ids") for each in dict.fromkeys(given.contact_ids)]
    found.write(
        request.acting.actor, subject=given.subject or found.subject, text=given.text or found.text, to=to, version=given.version
    )
    return answer(tell_update(found))


@room.writes("/{uuid:update_id}/sending", "clients.edit", UpdateOut)
def send_update(request: HttpRequest, update_id: uuid.UUID, given: UpdateSending) -> HttpResponse:
    """Send a draft to its contacts, once. From then on its text never changes.

    409 where its words, or the record that an untouched draft tells, are not those of `version` any more: ask for the
    draft again (`POST /updates`), and read it.
    """
    found = thing_at(request, StatusUpdate.objects, update_id)
    send(found, request.acting.actor, given.version)
    return answer(tell_update(found))


@room.writes("/{uuid:update_id}/redrafting", "clients.edit", UpdateOut)
def redraft_update(request: HttpRequest, update_id: uuid.UUID) -> HttpResponse:
    """Put the words of the record in place of those of a person."""
    found = thing_at(request, StatusUpdate.objects, update_id)
    found.draft_anew()
    return answer(tell_update(found))


@room.writes("/{uuid:update_id}/dropping", "clients.edit", UpdateOut)
def drop_update(request: HttpRequest, update_id: uuid.UUID) -> HttpResponse:
    """Put a draft away. Its week gets no other one by itself."""
    found = thing_at(request, StatusUpdate.objects, update_id)
    found.drop(request.acting.actor)
    return answer(tell_update(found))


@choices.reads("", "settings.see", ChoiceOut)
def get_update_choice(request: HttpRequest) -> HttpResponse:
    """Which clients get an update every week, and when it is drafted."""
    return answer(tell_choice(UpdateChoice.of(request.acting.workspace)))


@choices.writes("", "settings.edit", ChoiceOut, method="PUT")
def set_update_choice(request: HttpRequest, given: ChoiceGiven) -> HttpResponse:
    """Choose which clients get an update every week. Nothing is ever sent without a person's word."""
    acting = request.acting
    return answer(tell_choice(UpdateChoice.choose(acting.workspace, acting.actor, **given.model_dump())))


@of_clients.reads("/{uuid:client_id}/update-choice", "clients.see", ClientChoiceOut)
def get_client_update_choice(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """What was chosen for one client."""
    return answer(tell_client_choice(ClientUpdateChoice.of(client_at(request.acting, client_id))))


@of_clients.writes("/{uuid:client_id}/update-choice", "clients.edit", ClientChoiceOut, method="PUT")
def set_client_update_choice(request: HttpRequest, client_id: uuid.UUID, given: ClientChoiceGiven) -> HttpResponse:
    """Choose for one client."""
    acting = request.acting
    chosen = ClientUpdateChoice.choose(client_at(acting, client_id), acting.actor, **given.model_dump())
    return answer(tell_client_choice(chosen))


def tell_update(update: StatusUpdate) -> dict[str, Any]:
    return {
        "id": str(update.pk), "client_id": str(update.client_id), "period": update.period, "day": day(update.day),
        "state": update.state, "version": update.version, "is_ready": update.is_ready, "has_news": update.has_news,
        "subject": update.subject, "text": update.text, "contact_ids": [str(person.pk) for person in update.to.all()],
        "vague": [{"words": each.words, "suggestion": each.suggestion} for each in find(update.text)],
        "since": moment(update.since), "told_until": moment(update.told_until), "drafted_by": update.drafted_by,
        "edited_at": moment(update.edited_at), "edited_by": update.edited_by, "digest": update.digest,
        "sent_at": moment(update.sent_at), "sent_by": update.sent_by, "dropped_at": moment(update.dropped_at),
        "created_at": moment(update.created_at),
    }  # fmt: skip


def tell_choice(chosen: UpdateChoice) -> dict[str, Any]:
    return {name: getattr(chosen, name) for name in ChoiceOut.model_fields}


def tell_client_choice(chosen: ClientUpdateChoice) -> dict[str, Any]:
    return {name: getattr(chosen, name) for name in ClientChoiceOut.model_fields}
