"""How often clients of each tier are to hear from the firm."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from clientkeep.relationship.clients.cadence import (
    FIELDS,
    LONGEST,
    LONGEST_DORMANT,
    cadence_of,
    dormant_after,
    keep_cadence,
)
from clientkeep.workspace.members.models import Workspace

from ..answers import answer
from ..door import Room
from ..fields import Given, Told, Whole

room = Room()
Days = Annotated[Whole, Field(ge=1, le=LONGEST)]


class CadenceGiven(Given):
    """Days between contacts. What is not sent stays."""

    tier_a: Days | None = None
    tier_b: Days | None = None
    tier_c: Days | None = None
    no_tier: Days | None = None
    dormant: Annotated[Whole, Field(ge=1, le=LONGEST_DORMANT)] | None = None


class CadenceOut(Told):
    """Days between contacts, by tier."""

    tier_a: int
    tier_b: int
    tier_c: int
    no_tier: int
    dormant: int = Field(description="Days without anything from either side after which a client counts as dormant")


@room.reads("", "clients.see", CadenceOut)
def get_cadence(request: HttpRequest) -> HttpResponse:
    """The days of each tier."""
    return answer(tell_cadence(request.acting.workspace))


@room.writes("", "settings.edit", CadenceOut, method="PUT")
def set_cadence(request: HttpRequest, given: CadenceGiven) -> HttpResponse:
    """Choose the days of one or more tiers."""
    acting = request.acting
    said = {tier: getattr(given, field) for tier, field in FIELDS.items()}
    keep_cadence(acting.workspace, acting.actor, {tier: days for tier, days in said.items() if days}, given.dormant)
    return answer(tell_cadence(acting.workspace))


def tell_cadence(firm: Workspace) -> dict[str, Any]:
    return {FIELDS[tier]: days for tier, days in cadence_of(firm).items()} | {"dormant": dormant_after(firm)}
