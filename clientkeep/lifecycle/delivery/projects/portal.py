"""Projects in the portal: what is reached by which day, and why a day moved."""

from typing import Any

from django.db.models import Prefetch

from clientkeep.relationship.portal.slots import SECTIONS
from clientkeep.relationship.portal.visitor import Visitor

from .milestone import Milestone
from .project import Project
from .rules import progress

SHOWN = 20


@SECTIONS.add("projects", "delivery/projects/portal_section.html", order=7)
def projects(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """The projects of the visitor's firm, those that go on first; a link to one document shows none."""
    if not visitor.sees_all:
        return None
    kept = Prefetch("milestones", Milestone.objects.exclude(state="dropped").in_order().select_related("workspace"))
    found = Project.objects.filter(workspace=visitor.workspace, client=visitor.client).exclude(state="dropped")
    rows = sorted(found.prefetch_related(kept).order_by("-created_at")[:SHOWN], key=lambda row: row.state == "done")
    return {"projects": [(row, *progress(each.state for each in row.milestones.all())) for row in rows]} if rows else None
