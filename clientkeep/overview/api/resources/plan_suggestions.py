"""Lines that power and interest of a client's people suggest for the communication plan."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse

from clientkeep.relationship.rhythm.models import PlanDismissal
from clientkeep.relationship.rhythm.plans.rules import read_period
from clientkeep.relationship.rhythm.plans.suggesting import Suggestion, suggested, take_over

from ..answers import answer
from ..door import Room
from ..fields import Told
from .plans import PlanLineOut, tell_line
from .reach import client_at, contact_at

room, of_clients = Room(), Room()


class SuggestionOut(Told):
    """A line that nobody has written yet."""

    contact_id: uuid.UUID
    quadrant: str
    channel: str
    every: int
    unit: str
    owner_id: uuid.UUID | None
    purpose: str


class SuggestionsOut(Told):
    items: list[SuggestionOut]


@of_clients.reads("/{uuid:client_id}/plan-suggestions", "clients.see", SuggestionsOut)
def list_plan_suggestions(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """List the lines that are suggested for a client's people, the weightiest first."""
    client = client_at(request.acting, client_id)
    return answer({"items": [_told(each) for each in suggested(client)]})


@room.writes("/{uuid:contact_id}/taking", "clients.edit", PlanLineOut, 201)
def take_plan_suggestion(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Put the line suggested for a contact into the plan. Where they have a line already, that one is told."""
    contact = contact_at(request.acting, contact_id)
    return answer(tell_line(take_over(contact.client, contact, request.acting.actor)), 201)


@room.writes("/{uuid:contact_id}/dismissal", "clients.edit", None, 204)
def dismiss_plan_suggestion(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Suggest no line for a contact, as long as power and interest stay as they are."""
    PlanDismissal.put(contact_at(request.acting, contact_id), request.acting.actor)
    return answer(None, 204)


@room.writes("/{uuid:contact_id}/return", "clients.edit", None, 204)
def return_plan_suggestion(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Suggest it again."""
    PlanDismissal.lift(contact_at(request.acting, contact_id), request.acting.actor)
    return answer(None, 204)


def _told(each: Suggestion) -> dict[str, Any]:
    count, unit = read_period(each.every)
    return {
        "contact_id": str(each.contact.pk), "quadrant": each.quadrant.slug, "channel": each.channel, "every": count,
        "unit": unit, "owner_id": str(each.owner.pk) if each.owner else None, "purpose": each.purpose,
    }  # fmt: skip
