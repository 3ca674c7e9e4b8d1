"""What was accepted becomes a project with its milestones, once."""

from django.db import transaction

from clientkeep.foundation import faults
from clientkeep.lifecycle.agreements.proposals.chosen import chosen
from clientkeep.lifecycle.agreements.scope.model import agreed_of
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Actor

from . import rules
from .milestone import MOST, Milestone
from .project import LONGEST, Project


def open_from(document: Document, by: Actor) -> Project | None:
    """Plan the project of an accepted document, with a milestone for each that was named, else for each line. None where it follows an accepted one.

    Said any number of times: the project stands once, whole or not at all.
    """
    with transaction.atomic():
        document = Document.objects.select_for_update(of=("self",)).select_related("client__workspace", "workspace", "source").get(pk=document.pk)
        if document.state != "accepted" or not document.begins_work or (document.source and document.source.decided_at):
            return None
        if known := Project.objects.filter(source=document).first():
            return known
        name = (document.title or f"{document.client.name}, {document.label.lower()} {document.number}")[:LONGEST]
        project = Project.plan(
            document.client, by, name=name, source=document, currency=document.currency, owner=document.client.owner,
            because=f"{document.label.lower()} {document.number} was accepted",
        )  # fmt: skip
        faults.point("project.before_milestones")
        Milestone.objects.bulk_create(_of_scope(document, project) or _of_lines(document, project))
        faults.point("project.before_commit")
    return project


def _of_scope(document: Document, project: Project) -> list[Milestone]:
    """One for each milestone that the proposal named, else for each line; with its day."""
    items = agreed_of(document).items
    named = [item for item in items if item.part == "milestone"] or [item for item in items if item.part == "line"]
    return [
        Milestone(
            workspace=project.workspace, project=project, name=item.what[:LONGEST], amount_minor=_price(item.amount_minor), due_on=item.due_on,
            first_due_on=item.due_on, scope_item=item.item, place=place,
        )
        for place, item in enumerate(named[:MOST])
    ]  # fmt: skip


def _of_lines(document: Document, project: Project) -> list[Milestone]:
    lines = [line for line in chosen(document).lines if line.description.strip()][:MOST]
    return [
        Milestone(workspace=project.workspace, project=project, name=_first_line(line.description), amount_minor=_price(line.amount_minor), place=place)
        for place, line in enumerate(lines)
    ]


def _first_line(text: str) -> str:
    return " ".join(text.strip().splitlines()[0].split())[:LONGEST]


def _price(minor: int) -> int | None:
    return minor if 0 < minor <= rules.LARGEST else None
