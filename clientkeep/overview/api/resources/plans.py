"""Communication plans: who of a client is to hear from the firm, how, how often and when next."""

import uuid
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.relationship.rhythm.models import PlanLine
from clientkeep.relationship.rhythm.plans.model import LONGEST
from clientkeep.relationship.rhythm.plans.rules import CHANNELS, UNITS, read_period, write_period
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, day
from ..door import Room
from ..fields import Day, Given, Text, Told, Whole
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, contact_named, member_named

room = Room()
Channel = Literal[tuple(slug for slug, _ in CHANNELS)]
Unit = Literal[tuple(slug for slug, _ in UNITS)]
Count = Annotated[Whole, Field(ge=1, le=365)]


class PlanLineGiven(Given):
    """What a line says. Without a contact, anybody at the client; without an owner, anybody of the firm."""

    every: Count
    unit: Unit
    contact_id: uuid.UUID | None = None
    channel: Channel = Field("", description="Empty: any channel")
    owner_id: uuid.UUID | None = None
    purpose: Text(LONGEST) = ""


class NewLine(PlanLineGiven):
    """A line to add."""

    client_id: uuid.UUID


class NewDay(Given):
    """Another day for the next contact."""

    day: Day


class Skipped(Given):
    """Why the next contact is left out."""

    because: Text(LONGEST, least=1)


class LinesAsked(Page):
    """Filters: of one client; due by a day."""

    client_id: uuid.UUID | None = None
    due: bool = Field(False, description="Only those whose day has come")


class PlanLineOut(Told):
    """A line of a plan. `next_on` is a working day of its owner."""

    id: uuid.UUID
    client_id: uuid.UUID
    contact_id: uuid.UUID | None
    channel: str
    every: int
    unit: str
    owner_id: uuid.UUID | None
    purpose: str
    last_on: str | None
    next_on: str
    is_removed: bool


class PlanLinesOut(Told):
    items: list[PlanLineOut]
    next: str | None


@room.reads("", "clients.see", PlanLinesOut)
def list_plan_lines(request: HttpRequest, asked: Query[LinesAsked]) -> HttpResponse:
    """List the lines that hold, newest first."""
    acting = request.acting
    rows = PlanLine.objects.visible_to(acting).standing()
    if asked.due:
        rows = PlanLine.objects.visible_to(acting).due_by(acting.workspace.today())
    if asked.client_id:
        rows = rows.filter(client=asked.client_id)
    if after := read_cursor(asked.cursor, uuid.UUID):
        rows = rows.filter(pk__lt=after[0])
    found = list(rows.order_by("-pk")[: asked.limit + 1])
    return page_answer(found, asked.limit, lambda row: [str(row.pk)], tell_line)


@room.writes("", "clients.edit", PlanLineOut, 201)
def add_plan_line(request: HttpRequest, given: NewLine) -> HttpResponse:
    """Add a line to a client's plan."""
    client = client_named(request.acting, given.client_id)
    line = PlanLine.add(client, request.acting.actor, **_values(request.acting, client, given))
    return answer(tell_line(line), 201)


@room.reads("/{uuid:line_id}", "clients.see", PlanLineOut)
def get_plan_line(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """One line."""
    return answer(tell_line(_line(request.acting, line_id)))


@room.writes("/{uuid:line_id}", "clients.edit", PlanLineOut, method="PUT")
def change_plan_line(request: HttpRequest, line_id: uuid.UUID, given: PlanLineGiven) -> HttpResponse:
    """Say anew what a line says."""
    line = _line(request.acting, line_id)
    line.change(request.acting.actor, **_values(request.acting, line.client, given))
    return answer(tell_line(line))


@room.writes("/{uuid:line_id}/day", "clients.edit", PlanLineOut)
def move_plan_line(request: HttpRequest, line_id: uuid.UUID, given: NewDay) -> HttpResponse:
    """Choose another day for the next contact."""
    line = _line(request.acting, line_id)
    line.move(request.acting.actor, given.day)
    return answer(tell_line(line))


@room.writes("/{uuid:line_id}/skipping", "clients.edit", PlanLineOut)
def skip_plan_line(request: HttpRequest, line_id: uuid.UUID, given: Skipped) -> HttpResponse:
    """Leave out the next contact once."""
    line = _line(request.acting, line_id)
    line.skip(request.acting.actor, given.because)
    return answer(tell_line(line))


@room.writes("/{uuid:line_id}/removal", "clients.edit", PlanLineOut)
def remove_plan_line(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """Take a line out of the plan."""
    line = _line(request.acting, line_id)
    line.remove(request.acting.actor)
    return answer(tell_line(line))


def tell_line(line: PlanLine) -> dict[str, Any]:
    count, unit = read_period(line.every)
    return {
        "id": str(line.pk), "client_id": str(line.client_id), "contact_id": str(line.contact_id) if line.contact_id else None,
        "channel": line.channel, "every": count, "unit": unit, "owner_id": str(line.owner_id) if line.owner_id else None,
        "purpose": line.purpose, "last_on": day(line.last_on), "next_on": day(line.next_on),
        "is_removed": line.removed_at is not None,
    }  # fmt: skip


def _values(acting: Acting, client: Any, given: PlanLineGiven) -> dict[str, Any]:
    return {
        "every": write_period(given.every, given.unit), "channel": given.channel, "purpose": given.purpose,
        "contact": contact_named(client, given.contact_id), "owner": member_named(acting, given.owner_id, "owner_id"),
    }  # fmt: skip


def _line(acting: Acting, line_id: uuid.UUID) -> PlanLine:
    rows = PlanLine.objects.visible_to(acting).select_related("client__workspace", "workspace", "contact", "owner")
    line = rows.filter(pk=line_id).first()
    if line is None:
        raise Http404
    return line
