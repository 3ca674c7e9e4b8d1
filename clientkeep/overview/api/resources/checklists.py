"""Checklists: by which questions the firm judges which work."""

import uuid
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.sales.models import Checklist, Criterion
from clientkeep.lifecycle.sales.qualification.checklist import LONGEST_NAME
from clientkeep.lifecycle.sales.qualification.checklist_views import checklist_at
from clientkeep.lifecycle.sales.qualification.copying import add_copy

from ..answers import answer
from ..door import Room
from ..fields import Given, Text, Told, Whole
from .qualification import CriteriaOut, CriterionGiven, CriterionOut, tell_criterion, told_criteria

room = Room()


class ChecklistGiven(Given):
    """`threshold`: the score at which gates open for what is judged by it; null: the score of each stage holds."""

    name: Text(LONGEST_NAME, least=1)
    threshold: Annotated[Whole, Field(ge=0, le=100)] | None = None


class NewChecklist(ChecklistGiven):
    """It begins with what the checklist `like_id` asks; null: the usual one."""

    like_id: uuid.UUID | None = None


class ChecklistOut(Told):
    id: uuid.UUID
    name: str
    threshold: int | None
    is_usual: bool
    is_archived: bool


class ChecklistsOut(Told):
    items: list[ChecklistOut]


@room.reads("", "clients.see", ChecklistsOut)
def list_checklists(request: HttpRequest) -> HttpResponse:
    """List the checklists, the usual one first, then those in the archive."""
    archived = Checklist.objects.visible_to(request.acting).exclude(archived_at=None)
    return answer({"items": [tell_checklist(each) for each in (*Checklist.of(request.acting.workspace), *archived)]})


@room.writes("", "settings.edit", ChecklistOut, 201)
def add_checklist(request: HttpRequest, given: NewChecklist) -> HttpResponse:
    """Add a checklist that begins with what another one asks."""
    lists = Checklist.of(request.acting.workspace)
    model = lists[0] if given.like_id is None else next((each for each in lists if each.pk == given.like_id), None)
    if model is None:
        raise Invalid("There is no such checklist.", "like_id")
    return answer(tell_checklist(add_copy(model, request.acting.actor, given.name, given.threshold)), 201)


@room.writes("/{uuid:checklist_id}", "settings.edit", ChecklistOut, method="PUT")
def change_checklist(request: HttpRequest, checklist_id: uuid.UUID, given: ChecklistGiven) -> HttpResponse:
    """Name a checklist anew, or set its threshold."""
    found = checklist_at(request.acting, checklist_id)
    found.change(request.acting.actor, given.name, given.threshold)
    return answer(tell_checklist(found))


@room.writes("/{uuid:checklist_id}/usual", "settings.edit", ChecklistOut)
def make_checklist_usual(request: HttpRequest, checklist_id: uuid.UUID) -> HttpResponse:
    """Judge by it where nobody chooses another. 409 for one in the archive, or that asks nothing."""
    found = checklist_at(request.acting, checklist_id)
    found.make_usual(request.acting.actor)
    return answer(tell_checklist(found))


@room.writes("/{uuid:checklist_id}/archive", "settings.edit", ChecklistOut)
def archive_checklist(request: HttpRequest, checklist_id: uuid.UUID) -> HttpResponse:
    """Offer it no more; what is judged by it stays so. 409 for the usual one."""
    found = checklist_at(request.acting, checklist_id)
    found.archive(request.acting.actor)
    return answer(tell_checklist(found))


@room.writes("/{uuid:checklist_id}/return", "settings.edit", ChecklistOut)
def bring_checklist_back(request: HttpRequest, checklist_id: uuid.UUID) -> HttpResponse:
    """Offer an archived one again."""
    found = checklist_at(request.acting, checklist_id)
    found.bring_back(request.acting.actor)
    return answer(tell_checklist(found))


@room.reads("/{uuid:checklist_id}/criteria", "clients.see", CriteriaOut)
def list_checklist_criteria(request: HttpRequest, checklist_id: uuid.UUID) -> HttpResponse:
    """List what a checklist asks, in order."""
    return told_criteria(checklist_at(request.acting, checklist_id))


@room.writes("/{uuid:checklist_id}/criteria", "settings.edit", CriterionOut, 201)
def add_checklist_criterion(request: HttpRequest, checklist_id: uuid.UUID, given: CriterionGiven) -> HttpResponse:
    """Add a criterion to a checklist, behind the others."""
    made = Criterion.add(checklist_at(request.acting, checklist_id), request.acting.actor, **given.values())
    return answer(tell_criterion(made), 201)


def tell_checklist(found: Checklist) -> dict[str, Any]:
    plain = {name: getattr(found, name) for name in ("name", "threshold", "is_usual")}
    return {"id": str(found.pk), **plain, "is_archived": found.archived_at is not None}
