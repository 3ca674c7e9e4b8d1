"""Decisions: what was settled, by whom and when."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.decisions.model import LONGEST, LONGEST_NAME
from clientkeep.relationship.conversations.models import Decision
from clientkeep.relationship.conversations.reach import thing_at

from ..answers import answer, day, moment
from ..door import Room
from ..fields import Day, Given, Text, Told
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, evidence_named

room = Room()


class DecisionGiven(Given):
    """What was decided. `entry_id` or `message_id` names where; without a day it was taken then, or today."""

    what: Text(LONGEST, least=1)
    decided_on: Day | None = None
    decided_by: Text(LONGEST_NAME) = Field("", description="Who decided, by name")
    entry_id: uuid.UUID | None = None
    message_id: uuid.UUID | None = None


class NewDecision(DecisionGiven):
    """A decision with a client."""

    client_id: uuid.UUID


class DecisionWithdrawal(Given):
    """Why it holds no more."""

    because: Text(500, least=1)


class DecisionsAsked(Page):
    """Filters of the list of decisions."""

    client_id: uuid.UUID | None = None
    in_force_on: Day | None = Field(None, description="Those that held at the end of this day")


class DecisionOut(Told):
    """A decision; its words never change. `state` is holds, replaced or withdrawn; from `ended_on` it held no more."""

    id: uuid.UUID
    client_id: uuid.UUID
    what: str
    decided_on: str
    decided_by: str
    state: str
    ended_on: str | None
    replaced_by_id: uuid.UUID | None
    withdrawn_because: str
    evidence_type: str
    evidence_id: uuid.UUID | None
    written_by: str
    created_at: str


class DecisionsOut(Told):
    items: list[DecisionOut]
    next: str | None


@room.reads("", "clients.see", DecisionsOut)
def list_decisions(request: HttpRequest, asked: Query[DecisionsAsked]) -> HttpResponse:
    """List decisions, in the order in which they came on record, newest first."""
    found = Decision.objects.visible_to(request.acting)
    found = found.in_force(asked.in_force_on) if asked.in_force_on else found
    found = found.filter(client_id=asked.client_id) if asked.client_id else found
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    rows = list(found.order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], tell_decision)


@room.reads("/{uuid:decision_id}", "clients.see", DecisionOut)
def get_decision(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """One decision."""
    return answer(tell_decision(thing_at(request, Decision.objects, decision_id)))


@room.writes("", "clients.edit", DecisionOut, 201)
def note_decision(request: HttpRequest, given: NewDecision) -> HttpResponse:
    """Put a decision on record."""
    client = client_named(request.acting, given.client_id)
    return answer(tell_decision(Decision.note(client, by=request.acting.actor, **_said(client, given))), 201)


@room.writes("/{uuid:decision_id}/replacement", "clients.edit", DecisionOut, 201)
def replace_decision(request: HttpRequest, decision_id: uuid.UUID, given: DecisionGiven) -> HttpResponse:
    """Put another decision in place of one, which stays on record."""
    found = thing_at(request, Decision.objects, decision_id)
    return answer(tell_decision(found.replace(by=request.acting.actor, **_said(found.client, given))), 201)


@room.writes("/{uuid:decision_id}/withdrawal", "clients.edit", DecisionOut)
def withdraw_decision(request: HttpRequest, decision_id: uuid.UUID, given: DecisionWithdrawal) -> HttpResponse:
    """Say that it holds no more, and why."""
    found = thing_at(request, Decision.objects, decision_id)
    found.withdraw(request.acting.actor, given.because)
    return answer(tell_decision(found))


def tell_decision(decision: Decision) -> dict[str, Any]:
    return {
        "id": str(decision.pk), "client_id": str(decision.client_id), "what": decision.what,
        "decided_on": day(decision.decided_on), "decided_by": decision.decided_by, "state": decision.state,
        "ended_on": day(decision.ended_on),
        "replaced_by_id": str(decision.superseded_by_id) if decision.superseded_by_id else None,
        "withdrawn_because": decision.withdrawn_because, "evidence_type": decision.evidence_type,
        "evidence_id": str(decision.evidence_id) if decision.evidence_id else None,
        "written_by": decision.written_by, "created_at": moment(decision.created_at),
    }  # fmt: skip


def _said(client: Client, given: DecisionGiven) -> dict[str, Any]:
    return {
        "what": given.what, "decided_on": given.decided_on, "decided_by": given.decided_by,
        "evidence": evidence_named(client, given.entry_id, given.message_id),
    }  # fmt: skip
