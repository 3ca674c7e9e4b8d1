"""Stages of the pipeline, and the reasons for losing."""

import uuid
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from clientkeep.lifecycle.sales.models import LostReason, Stage
from clientkeep.lifecycle.sales.pipeline.rules import LONGEST_STALE
from clientkeep.lifecycle.sales.pipeline.views import stage_at

from ..answers import answer
from ..door import Room
from ..fields import Flag, Given, Text, Told, Whole

room = Room()


class SalesStageGiven(Given):
    """A stage: `probability` in percent; an opportunity in it is stale after `stale_days` without a change.

    `least_score`: what the qualification has to reach before it; null for no gate. `after_sending`: opportunities come here when
    their proposal is sent; at most one stage has it, and null leaves it as it is.
    """

    name: Text(60, least=1)
    probability: Annotated[Whole, Field(ge=0, le=100)]
    stale_days: Annotated[Whole, Field(ge=1, le=LONGEST_STALE)]
    least_score: Annotated[Whole, Field(ge=0, le=100)] | None = None
    after_sending: Flag | None = None


class StageOut(Told):
    id: uuid.UUID
    name: str
    probability: int
    stale_days: int
    least_score: int | None
    after_sending: bool


class StagesOut(Told):
    items: list[StageOut]


class ReasonOut(Told):
    id: uuid.UUID
    name: str


class ReasonsOut(Told):
    items: list[ReasonOut]


@room.reads("", "clients.see", StagesOut)
def list_stages(request: HttpRequest) -> HttpResponse:
    """List the stages in their order."""
    return answer({"items": [tell_stage(each) for each in Stage.of(request.acting.workspace)]})


@room.reads("/reasons", "clients.see", ReasonsOut)
def list_lost_reasons(request: HttpRequest) -> HttpResponse:
    """List the reasons for losing in their order."""
    return answer({"items": [{"id": str(each.pk), "name": each.name} for each in LostReason.of(request.acting.workspace)]})


@room.writes("", "settings.edit", StageOut, 201)
def add_stage(request: HttpRequest, given: SalesStageGiven) -> HttpResponse:
    """Add a stage behind the others."""
    return answer(tell_stage(Stage.add(request.acting.workspace, request.acting.actor, **given.values())), 201)


@room.writes("/{uuid:stage_id}", "settings.edit", StageOut, method="PUT")
def change_stage(request: HttpRequest, stage_id: uuid.UUID, given: SalesStageGiven) -> HttpResponse:
    """Say anew what a stage is."""
    found = stage_at(request.acting, stage_id)
    found.change(request.acting.actor, **given.values())
    return answer(tell_stage(found))


def tell_stage(stage: Stage) -> dict[str, Any]:
    plain = ("name", "probability", "stale_days", "least_score", "after_sending")
    return {"id": str(stage.pk), **{name: getattr(stage, name) for name in plain}}
