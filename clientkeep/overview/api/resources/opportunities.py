"""Opportunities: what may become work."""

import uuid
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.sales.models import LostReason, Opportunity, Stage
from clientkeep.lifecycle.sales.opportunities.adopting import add_as_client
from clientkeep.lifecycle.sales.opportunities.model import STATES
from clientkeep.lifecycle.sales.opportunities.reach import JOINED, opportunity_at
from clientkeep.lifecycle.sales.opportunities.tidying import LONGEST_NOTE
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, day, moment
from ..door import Room
from ..fields import Currency, Day, Given, Number, Text, Told, Whole
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, member_named

room = Room()
PLAIN = ("title", "name", "email", "phone", "own_probability", "next_step", "next_step_on", "close_on", "note", "source")


class OpportunityGiven(Given):
    """What is known. `value` in major units; `own_probability` in percent, null for that of the stage."""

    title: Text(200, least=1) = None
    name: Text(200) = None
    email: Text(254) = None
    phone: Text(60) = None
    value: Number | None = None
    currency: Currency = None
    own_probability: Annotated[Whole, Field(ge=0, le=100)] | None = None
    next_step: Text(200) = None
    next_step_on: Day | None = None
    close_on: Day | None = None
    owner_id: uuid.UUID | None = None
    source: Text(100) = None
    note: Text(LONGEST_NOTE) = None


class NewOpportunity(OpportunityGiven):
    """An opportunity to note: of a client, or of a name or an e-mail address; in the first stage where none is given."""

    title: Text(200, least=1)
    client_id: uuid.UUID | None = None
    stage_id: uuid.UUID | None = None


class Moving(Given):
    stage_id: uuid.UUID


class Losing(Given):
    """Why; the reasons are those of `GET /stages/reasons`."""

    reason_id: uuid.UUID
    note: Text(LONGEST_NOTE) = ""


class Belonging(Given):
    """Of which client; null puts who asks on record as a new one."""

    client_id: uuid.UUID | None = None


class OpportunitiesAsked(Page):
    """Filters of the list."""

    state: Literal[("", *STATES.all)] = ""
    client_id: uuid.UUID | None = None
    stage_id: uuid.UUID | None = None
    owner_id: uuid.UUID | None = None
    stale: bool = Field(False, description="Only those left alone for longer than their stage allows")


class OpportunityOut(Told):
    """An opportunity. Values in major units of `currency`; `client_id` is null while there is no client."""

    id: uuid.UUID
    title: str
    state: str
    client_id: uuid.UUID | None
    stage_id: uuid.UUID
    owner_id: uuid.UUID | None
    name: str
    email: str
    phone: str
    value: str | None
    currency: str
    probability: int
    own_probability: int | None
    weighted: str | None
    next_step: str
    next_step_on: str | None
    close_on: str | None
    source: str
    note: str
    lost_reason: str
    lost_note: str
    noted_at: str
    touched_at: str
    stale_on: str
    decided_on: str | None


class OpportunitiesOut(Told):
    items: list[OpportunityOut]
    next: str | None


@room.reads("", "clients.see", OpportunitiesOut)
def list_opportunities(request: HttpRequest, asked: Query[OpportunitiesAsked]) -> HttpResponse:
    """List opportunities, those noted last first."""
    exact = {name: getattr(asked, name) for name in ("state", "client_id", "stage_id", "owner_id")}
    found = Opportunity.objects.visible_to(request.acting).filter(**{name: value for name, value in exact.items() if value})
    if asked.stale:
        found = found.stale(request.acting.workspace.today())
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    rows = list(found.select_related(*JOINED).order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], tell_opportunity)


@room.writes("", "clients.edit", OpportunityOut, 201)
def note_opportunity(request: HttpRequest, given: NewOpportunity) -> HttpResponse:
    """Note an opportunity."""
    acting = request.acting
    client = client_named(acting, given.client_id) if given.client_id else None
    stage = _stage(acting, given.stage_id) if given.stage_id else None
    values = _values(acting, given, acting.workspace.currency)
    made = Opportunity.begin(acting.workspace, acting.actor, stage=stage, **values, **({"client": client} if client else {}))
    return answer(tell_opportunity(made), 201)


@room.reads("/{uuid:opportunity_id}", "clients.see", OpportunityOut)
def get_opportunity(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """One opportunity."""
    return answer(tell_opportunity(opportunity_at(request.acting, opportunity_id)))


@room.writes("/{uuid:opportunity_id}", "clients.edit", OpportunityOut, method="PATCH")
def change_opportunity(request: HttpRequest, opportunity_id: uuid.UUID, given: OpportunityGiven) -> HttpResponse:
    """Change what is known. What is not sent stays."""
    found = opportunity_at(request.acting, opportunity_id)
    found.change(request.acting.actor, **_values(request.acting, given, found.currency))
    return answer(tell_opportunity(found))


@room.writes("/{uuid:opportunity_id}/move", "clients.edit", OpportunityOut)
def move_opportunity(request: HttpRequest, opportunity_id: uuid.UUID, given: Moving) -> HttpResponse:
    """Put it in another stage. 409 where it is decided."""
    found = opportunity_at(request.acting, opportunity_id)
    found.move(request.acting.actor, _stage(request.acting, given.stage_id))
    return answer(tell_opportunity(found))


@room.writes("/{uuid:opportunity_id}/win", "clients.edit", OpportunityOut)
def win_opportunity(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """It is won. 409 where it is decided."""
    found = opportunity_at(request.acting, opportunity_id)
    found.win(request.acting.actor)
    return answer(tell_opportunity(found))


@room.writes("/{uuid:opportunity_id}/lose", "clients.edit", OpportunityOut)
def lose_opportunity(request: HttpRequest, opportunity_id: uuid.UUID, given: Losing) -> HttpResponse:
    """It is lost, for a reason. 409 where it is decided."""
    found = opportunity_at(request.acting, opportunity_id)
    reason = next((each for each in LostReason.of(request.acting.workspace) if each.pk == given.reason_id), None)
    if reason is None:
        raise Invalid("There is no such reason.", "reason_id")
    found.lose(request.acting.actor, reason, given.note)
    return answer(tell_opportunity(found))


@room.writes("/{uuid:opportunity_id}/reopen", "clients.edit", OpportunityOut)
def reopen_opportunity(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """It was not over. 409 where it is open."""
    found = opportunity_at(request.acting, opportunity_id)
    found.reopen(request.acting.actor)
    return answer(tell_opportunity(found))


@room.writes("/{uuid:opportunity_id}/client", "clients.edit", OpportunityOut)
def give_opportunity_client(request: HttpRequest, opportunity_id: uuid.UUID, given: Belonging) -> HttpResponse:
    """Say of which client it is. 409 where it belongs to one already."""
    found = opportunity_at(request.acting, opportunity_id)
    if given.client_id:
        found.belongs_to(client_named(request.acting, given.client_id), request.acting.actor)
    else:
        add_as_client(request.acting, found)
    return answer(tell_opportunity(found))


def tell_opportunity(found: Opportunity) -> dict[str, Any]:
    plain = ("title", "state", "name", "email", "phone", "currency", "probability", "own_probability", "next_step", "note", "lost_note")
    ids = {f"{name}_id": getattr(found, f"{name}_id") for name in ("client", "stage", "owner")}
    days = ("next_step_on", "close_on", "stale_on", "decided_on")
    amounts = {"value": found.value, "weighted": found.weighted}
    return {
        "id": str(found.pk), **{name: str(value) if value else None for name, value in ids.items()}, **{name: getattr(found, name) for name in plain},
        **{name: day(value) if (value := getattr(found, name)) else None for name in days}, **{name: None if of is None else str(of) for name, of in amounts.items()},
        "source": found.source.name if found.source else "", "lost_reason": found.lost_reason.name if found.lost_reason else "",
        "noted_at": moment(found.noted_at), "touched_at": moment(found.touched_at),
    }  # fmt: skip


def _stage(acting: Acting, stage_id: uuid.UUID) -> Stage:
    found = next((each for each in Stage.of(acting.workspace) if each.pk == stage_id), None)
    if found is None:
        raise Invalid("There is no such stage.", "stage_id")
    return found


def _values(acting: Acting, given: OpportunityGiven, currency: str) -> dict[str, Any]:
    sent = given.values()
    values = {name: sent[name] for name in PLAIN if name in sent}
    if "owner_id" in sent:
        values["owner"] = member_named(acting, sent["owner_id"], "owner_id")
    if "currency" in sent:
        values["currency"] = currency = sent["currency"]
    if "value" in sent:
        values["value_minor"] = None if sent["value"] is None else _minor(sent["value"], currency)
    return values


def _minor(value: Any, currency: str) -> int:
    exact = Money.of(value, currency)
    if exact.major != value:
        raise Invalid(f"{currency} has fewer decimals.", "value")
    return exact.minor
