"""Promises of both sides, and what becomes of them."""

import uuid
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.relationship.conversations.models import Promise
from clientkeep.relationship.conversations.promises.model import LONGEST, SIDES, STATES
from clientkeep.relationship.conversations.reach import thing_at

from ..answers import answer, day, moment
from ..door import Room
from ..fields import Day, Given, Text, Told
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, contact_named, evidence_named, member_named

room = Room()
Side = Literal[tuple(slug for slug, _ in SIDES)]


class NewPromise(Given):
    """A promise. `entry_id` or `message_id` names where it was said; then it was made on that day."""

    client_id: uuid.UUID
    side: Side
    what: Text(LONGEST, least=1)
    due_on: Day | None = None
    contact_id: uuid.UUID | None = Field(None, description="theirs: who promised; ours: to whom")
    member_id: uuid.UUID | None = Field(None, description="ours: who keeps it, you where nobody is named")
    entry_id: uuid.UUID | None = None
    message_id: uuid.UUID | None = None


class PromiseKeptGiven(Given):
    """That it was kept, today where no day is given."""

    on: Day | None = None


class PromiseMoveGiven(Given):
    """Another day; null takes the day away."""

    due_on: Day | None
    because: Text(LONGEST) = ""


class PromiseDropGiven(Given):
    """Why it holds no more."""

    because: Text(LONGEST, least=1)


class PromisesAsked(Page):
    """Filters of the list of promises. `late`: open ones whose day has passed."""

    client_id: uuid.UUID | None = None
    member_id: uuid.UUID | None = None
    side: Literal[("", *(slug for slug, _ in SIDES))] = ""
    state: Literal[("", *STATES.all, "late")] = ""
    due_by: Day | None = Field(None, description="Open ones due until this day, the late ones among them")


class PromiseOut(Told):
    """A promise. `first_due_on` is the day that was promised first; `source_type` is logentry, message or empty."""

    id: uuid.UUID
    client_id: uuid.UUID
    side: str
    what: str
    who: str
    contact_id: uuid.UUID | None
    member_id: uuid.UUID | None
    made_on: str
    due_on: str | None
    first_due_on: str | None
    state: str
    late_days: int
    closed_on: str | None
    because: str
    source_type: str
    source_id: uuid.UUID | None
    written_by: str
    changed_at: str


class PromisesOut(Told):
    items: list[PromiseOut]
    next: str | None


@room.reads("", "clients.see", PromisesOut)
def list_promises(request: HttpRequest, asked: Query[PromisesAsked]) -> HttpResponse:
    """List promises, newest first."""
    found = Promise.objects.visible_to(request.acting)
    if asked.state == "late":
        found = found.late(request.acting.workspace.today())
    elif asked.state:
        found = found.filter(state=asked.state)
    if asked.due_by:
        found = found.due_by(asked.due_by)
    exact = {"client_id": asked.client_id, "member_id": asked.member_id, "side": asked.side}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    rows = list(found.select_related("client", "contact", "member__user", "workspace").order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], tell_promise)


@room.reads("/{uuid:promise_id}", "clients.see", PromiseOut)
def get_promise(request: HttpRequest, promise_id: uuid.UUID) -> HttpResponse:
    """One promise."""
    return answer(tell_promise(_promise(request, promise_id)))


@room.writes("", "clients.edit", PromiseOut, 201)
def make_promise(request: HttpRequest, given: NewPromise) -> HttpResponse:
    """Put a promise on record."""
    acting = request.acting
    client = client_named(acting, given.client_id)
    made = Promise.make(
        client, side=given.side, what=given.what, by=acting.actor, due_on=given.due_on,
        contact=contact_named(client, given.contact_id), member=member_named(acting, given.member_id, "member_id"),
        source=evidence_named(client, given.entry_id, given.message_id),
    )  # fmt: skip
    return answer(tell_promise(_promise(request, made.pk)), 201)


@room.writes("/{uuid:promise_id}/keeping", "clients.edit", PromiseOut)
def keep_promise(request: HttpRequest, promise_id: uuid.UUID, given: PromiseKeptGiven) -> HttpResponse:
    """Say that it was kept."""
    found = _promise(request, promise_id)
    found.keep(request.acting.actor, given.on)
    return answer(tell_promise(found))


@room.writes("/{uuid:promise_id}/day", "clients.edit", PromiseOut)
def move_promise(request: HttpRequest, promise_id: uuid.UUID, given: PromiseMoveGiven) -> HttpResponse:
    """Give it another day. The day promised before stays in the journal."""
    found = _promise(request, promise_id)
    found.move(request.acting.actor, given.due_on, given.because)
    return answer(tell_promise(found))


@room.writes("/{uuid:promise_id}/dropping", "clients.edit", PromiseOut)
def drop_promise(request: HttpRequest, promise_id: uuid.UUID, given: PromiseDropGiven) -> HttpResponse:
    """Say that it holds no more, and why."""
    found = _promise(request, promise_id)
    found.drop(request.acting.actor, given.because)
    return answer(tell_promise(found))


@room.writes("/{uuid:promise_id}/reopening", "clients.edit", PromiseOut)
def reopen_promise(request: HttpRequest, promise_id: uuid.UUID) -> HttpResponse:
    """Take back that it was kept or dropped."""
    found = _promise(request, promise_id)
    found.reopen(request.acting.actor)
    return answer(tell_promise(found))


def tell_promise(promise: Promise) -> dict[str, Any]:
    return {
        "id": str(promise.pk), "client_id": str(promise.client_id), "side": promise.side, "what": promise.what,
        "who": promise.who, "contact_id": str(promise.contact_id) if promise.contact_id else None,
        "member_id": str(promise.member_id) if promise.member_id else None, "made_on": day(promise.made_on),
        "due_on": day(promise.due_on), "first_due_on": day(promise.first_due_on), "state": promise.state,
        "late_days": promise.late_days(promise.workspace.today()), "closed_on": day(promise.closed_on),
        "because": promise.because, "source_type": promise.source_type,
        "source_id": str(promise.source_id) if promise.source_id else None, "written_by": promise.written_by,
        "changed_at": moment(promise.changed_at),
    }  # fmt: skip


def _promise(request: HttpRequest, promise_id: uuid.UUID) -> Promise:
    return thing_at(request, Promise.objects.select_related("contact", "member__user"), promise_id)
