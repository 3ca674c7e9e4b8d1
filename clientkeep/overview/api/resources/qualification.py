"""Qualification: the criteria of the firm, and how one opportunity is judged by them."""

import uuid
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.sales.models import Assessment, Checklist, Criterion, Opportunity, Stage
from clientkeep.lifecycle.sales.opportunities.reach import opportunity_at
from clientkeep.lifecycle.sales.qualification.answering import answer as keep_answers
from clientkeep.lifecycle.sales.qualification.choosing import judge_by
from clientkeep.lifecycle.sales.qualification.gate import let_past
from clientkeep.lifecycle.sales.qualification.judging import judged
from clientkeep.lifecycle.sales.qualification.rules.grades import KINDS, MOST
from clientkeep.lifecycle.sales.qualification.rules.ready import HEAVIEST, MOST_CRITERIA
from clientkeep.lifecycle.sales.qualification.settings_views import criterion_at

from ..answers import answer
from ..door import Room
from ..fields import Given, Text, Told, Whole
from .opportunities import OpportunityOut, tell_opportunity

room = Room()
judging = Room()


class CriterionGiven(Given):
    """A criterion. `lines` say what each answer earns: "Yes = 100", "Never = out"; a number's line holds from its number upwards.

    `key` names a number in formulas, `formula` reckons with such names: "traffic * conversion * 0.02".
    """

    label: Text(200, least=1)
    kind: Literal[tuple(KINDS)]
    weight: Annotated[Whole, Field(ge=0, le=HEAVIEST)]
    lines: Annotated[list[Text(200)], Field(max_length=MOST + 1)] = []
    key: Text(40) = ""
    formula: Text(200) = ""


class CriterionOut(Told):
    id: uuid.UUID
    label: str
    kind: str
    weight: int
    lines: list[str]
    key: str
    formula: str


class CriteriaOut(Told):
    items: list[CriterionOut]


class CriterionAnswer(Given):
    """What is said to a criterion; an empty answer takes the one before away."""

    criterion_id: uuid.UUID
    answer: Text(120)


class CriterionAnswers(Given):
    answers: Annotated[list[CriterionAnswer], Field(max_length=MOST_CRITERIA)]


class LettingPast(Given):
    """Into which stage it may go all the same, and why; that stands on the timeline."""

    stage_id: uuid.UUID
    reason: Text(300, least=1)


class ChecklistChosen(Given):
    checklist_id: uuid.UUID


class CriterionPart(Told):
    """What one criterion earns. `points` of 100, null while it is open."""

    criterion_id: uuid.UUID
    label: str
    answer: str
    points: int | None
    weight: int
    rules_out: bool
    why: str


class JudgementOut(Told):
    """The score, 0 to 100, each part of it, and what speaks against it whatever the score is."""

    checklist_id: uuid.UUID
    checklist: str
    score: int
    open: int
    flags: list[str]
    parts: list[CriterionPart]


@room.reads("", "clients.see", CriteriaOut)
def list_criteria(request: HttpRequest) -> HttpResponse:
    """List the criteria of the usual checklist in their order."""
    return told_criteria(Checklist.usual(request.acting.workspace))


@room.writes("", "settings.edit", CriterionOut, 201)
def add_criterion(request: HttpRequest, given: CriterionGiven) -> HttpResponse:
    """Add a criterion to the usual checklist, behind the others."""
    return answer(tell_criterion(Criterion.add(Checklist.usual(request.acting.workspace), request.acting.actor, **given.values())), 201)


@room.writes("/{uuid:criterion_id}", "settings.edit", CriterionOut, method="PUT")
def change_criterion(request: HttpRequest, criterion_id: uuid.UUID, given: CriterionGiven) -> HttpResponse:
    """Say anew what a criterion is; what was judged already stays as it was."""
    found = criterion_at(request.acting, criterion_id)
    found.change(request.acting.actor, **given.values())
    return answer(tell_criterion(found))


@room.writes("/{uuid:criterion_id}/retirement", "settings.edit", CriteriaOut)
def retire_criterion(request: HttpRequest, criterion_id: uuid.UUID) -> HttpResponse:
    """Ask it no more; what is left is told. 409 for the last one."""
    found = criterion_at(request.acting, criterion_id)
    found.retire(request.acting.actor)
    return told_criteria(found.checklist)


@judging.reads("/{uuid:opportunity_id}/qualification", "clients.see", JudgementOut)
def get_judgement(request: HttpRequest, opportunity_id: uuid.UUID) -> HttpResponse:
    """How an opportunity is judged."""
    return answer(tell_judgement(opportunity_at(request.acting, opportunity_id)))


@judging.writes("/{uuid:opportunity_id}/qualification", "clients.edit", JudgementOut, method="PATCH")
def answer_criteria(request: HttpRequest, opportunity_id: uuid.UUID, given: CriterionAnswers) -> HttpResponse:
    """Answer criteria about an opportunity. What is not sent stays."""
    found = opportunity_at(request.acting, opportunity_id)
    criteria = {each.pk: each for each in Assessment.of(found).criteria}
    if any(each.criterion_id not in criteria for each in given.answers):
        raise Invalid("There is no such criterion.", "answers")
    keep_answers(found, request.acting.actor, {criteria[each.criterion_id]: each.answer for each in given.answers})
    return answer(tell_judgement(found))


@judging.writes("/{uuid:opportunity_id}/qualification/checklist", "clients.edit", JudgementOut, method="PUT")
def judge_opportunity_by(request: HttpRequest, opportunity_id: uuid.UUID, given: ChecklistChosen) -> HttpResponse:
    """Judge an opportunity by a checklist as that stands now. Answers to another one no longer count and stay on record."""
    found = opportunity_at(request.acting, opportunity_id)
    chosen = next((each for each in Checklist.of(request.acting.workspace) if each.pk == given.checklist_id), None)
    if chosen is None:
        raise Invalid("There is no such checklist.", "checklist_id")
    judge_by(found, chosen, request.acting.actor)
    return answer(tell_judgement(found))


@judging.writes("/{uuid:opportunity_id}/qualification/override", "clients.edit", OpportunityOut)
def let_opportunity_past(request: HttpRequest, opportunity_id: uuid.UUID, given: LettingPast) -> HttpResponse:
    """Move an opportunity past the gates on the way to a stage, for a reason. 409 where it is decided."""
    found = opportunity_at(request.acting, opportunity_id)
    stage = next((each for each in Stage.of(request.acting.workspace) if each.pk == given.stage_id), None)
    if stage is None:
        raise Invalid("There is no such stage.", "stage_id")
    let_past(found, stage, request.acting.actor, given.reason)
    return answer(tell_opportunity(found))


def told_criteria(checklist: Checklist) -> HttpResponse:
    return answer({"items": [tell_criterion(each) for each in Criterion.of(checklist)]})


def tell_criterion(found: Criterion) -> dict[str, Any]:
    return {"id": str(found.pk), **{name: getattr(found, name) for name in ("label", "kind", "weight", "lines", "key", "formula")}}


def tell_judgement(found: Opportunity) -> dict[str, Any]:
    shown = judged(found)
    rows = zip(shown.criteria, shown.answers, shown.parts, strict=True)
    parts = [
        {
            "criterion_id": str(criterion.pk), "label": part.label, "answer": said, "points": part.points, "weight": part.weight, "rules_out": part.is_out,
            "why": part.why,
        }
        for criterion, said, part in rows
    ]  # fmt: skip
    return {"checklist_id": str(shown.checklist.pk), "checklist": shown.checklist.name, "score": shown.score, "open": shown.open, "flags": shown.flags, "parts": parts}
