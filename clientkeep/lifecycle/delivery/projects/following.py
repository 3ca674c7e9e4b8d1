"""A project follows a change order: what was added, taken out and moved is so for its milestones too."""

from django.db import transaction

from clientkeep.lifecycle.agreements.models import ScopeEntry
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Actor

from . import rules
from .milestone import Milestone
from .opening import open_from
from .project import Project


def follow(change: Document, by: Actor) -> Project | None:
    """Take over what an accepted change order changed; said any number of times. None where its agreement opened no project."""
    with transaction.atomic():
        project = open_from(change.source, by) if change.source.state == "accepted" else None
        if project is None:
            return None
        project = Project.objects.select_related("client", "workspace").get(pk=project.pk)
        project.hold()
        known = {row.scope_item: row for row in project.milestones.exclude(scope_item=None).select_related("workspace")}
        for entry in ScopeEntry.objects.filter(document=change).in_order():
            _take(entry, project, known, by, f"as agreed in {change}")
    return project


def _take(entry: ScopeEntry, project: Project, known: dict, by: Actor, because: str) -> None:
    row = known.get(entry.item)
    if entry.act == "in" and row is None:
        if project.state in ("planned", "running"):
            price = entry.amount_minor if 0 < entry.amount_minor <= rules.LARGEST else None
            Milestone.add(project, by, entry.what[:200], entry.due_on, price, scope_item=entry.item)
        return
    if row is None or row.state != "open":
        return
    row.project = project
    if entry.act == "out":
        row.drop(by)
    elif entry.act == "move":
        row.move(by, entry.due_on, because)
