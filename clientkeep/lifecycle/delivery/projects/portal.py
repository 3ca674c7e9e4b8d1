"""Projects in the portal: what is reached by which day, and why a day moved."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from clientkeep.relationship.documents.agreeing import is_being_prepared
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.portal.slots import DOCUMENT_ACTS, SECTIONS
from clientkeep.relationship.portal.visitor import Visitor

from .project import Project
from .rules import progress, standing

SHOWN = 400
_PROJECT = ("pk", "name", "state", "starts_on", "ends_on")
_STEP = ("name", "state", "due_on", "first_due_on", "moved_because")


@dataclass(frozen=True, slots=True)
class Step:
    """One milestone as the client reads it."""

    name: str
    state: str
    due_on: dt.date | None
    first_due_on: dt.date | None
    moved_because: str
    word: str
    meaning: str

    @property
    def has_moved(self) -> bool:
        return self.first_due_on is not None and self.due_on != self.first_due_on


@dataclass(slots=True)
class Shown:
    """One project as the client reads it."""

    name: str
    state: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    steps: list[Step] = field(default_factory=list)

    @property
    def progress(self) -> tuple[int, int]:
        return progress(step.state for step in self.steps)


@SECTIONS.add("projects", "delivery/projects/portal_section.html", order=7)
def projects(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """The projects of the visitor's firm, those that go on first; a link to one document shows none."""
    rows = projects_of(visitor) if visitor.sees_all else []
    return {"projects": sorted(rows, key=lambda row: row.state == "done")} if rows else None


@DOCUMENT_ACTS.add("project", "delivery/projects/portal_act.html", order=30)
def what_follows(visitor: Visitor, document: Document) -> dict[str, Any] | None:
    """What became of an accepted document: its project, or that all of it is being prepared."""
    if document.state != "accepted":
        return None
    if is_being_prepared(document):
        return {"project": None}
    project = Project.objects.filter(source=document).exclude(state="dropped").first()
    return {"project": project, "sees_all": visitor.sees_all and not visitor.looking} if project else None


def projects_of(visitor: Visitor) -> list[Shown]:
    """Return them with their milestones, in one question; what was dropped is left out."""
    found = Project.objects.filter(workspace=visitor.workspace, client=visitor.client).exclude(state="dropped")
    columns = [*_PROJECT, *(f"milestones__{name}" for name in _STEP)]
    ordered = found.order_by("-created_at", "pk", F("milestones__due_on").asc(nulls_last=True), "milestones__place")
    shown: dict[Any, Shown] = {}
    for pk, name, state, starts_on, ends_on, *step in ordered.values_list(*columns)[:SHOWN]:
        project = shown.setdefault(pk, Shown(name, state, starts_on, ends_on))
        if step[1] in ("open", "done"):
            project.steps.append(Step(*step, *standing(step[1], step[2], visitor.workspace.today())))
    return list(shown.values())
