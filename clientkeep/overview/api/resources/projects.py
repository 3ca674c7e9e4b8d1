"""Projects: the work that was agreed, and their milestones."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.delivery.models import Milestone, Project
from clientkeep.lifecycle.delivery.projects.answers import Answered, answers_in, forms_of
from clientkeep.lifecycle.delivery.projects.moving import rewrite
from clientkeep.lifecycle.delivery.projects.project import LONGEST, LONGEST_REASON, STATES
from clientkeep.lifecycle.delivery.projects.reach import milestone_at, project_at
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, day, moment
from ..door import Room
from ..fields import Day, Given, Number, Text, Told
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, member_named

room = Room()
milestones = Room()


class ProjectGiven(Given):
    """What is known of a project. What is not sent stays."""

    name: Text(LONGEST, least=1) = None
    owner_id: uuid.UUID | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None


class NewProject(ProjectGiven):
    """A project to plan."""

    client_id: uuid.UUID
    name: Text(LONGEST, least=1)


class ProjectDropping(Given):
    """Why it will not be done."""

    because: Text(LONGEST_REASON, least=1)


class MilestoneGiven(Given):
    """What is known of a milestone; what is not sent stays. A day that moves needs `because`, which the client reads."""

    name: Text(LONGEST, least=1) = None
    due_on: Day | None = None
    amount: Number | None = None
    because: Text(LONGEST_REASON) = ""


class NewMilestone(Given):
    """A milestone to add; `amount` in major units of the project's currency."""

    name: Text(LONGEST, least=1)
    due_on: Day | None = None
    amount: Number | None = None


class ProjectsAsked(Page):
    """Filters of the list."""

    client_id: uuid.UUID | None = None
    state: Literal[("", *STATES.all)] = ""


class MilestoneOut(Told):
    """A milestone. `first_due_on` is the day that was said first."""

    id: uuid.UUID
    project_id: uuid.UUID
    name: str
    state: str
    is_late: bool
    due_on: str | None
    first_due_on: str | None
    moved_because: str
    done_on: str | None
    amount: str | None


class ProjectOut(Told):
    """A project with its milestones. `document_id`: what was accepted and opened it."""

    id: uuid.UUID
    client_id: uuid.UUID
    document_id: uuid.UUID | None
    owner_id: uuid.UUID | None
    name: str
    state: str
    currency: str
    starts_on: str | None
    ends_on: str | None
    created_at: str
    started_at: str | None
    ended_at: str | None
    drop_reason: str
    milestones: list[MilestoneOut]


class ProjectAnswerOut(Told):
    """What the client answered to a question that concerns the project, and in which form."""

    question: str
    answer: str
    intake_id: uuid.UUID
    form: str
    submitted_at: str
    submitted_by: str


class ProjectAnswersOut(Told):
    items: list[ProjectAnswerOut]


class ProjectsOut(Told):
    items: list[ProjectOut]
    next: str | None


@room.reads("", "clients.see", ProjectsOut)
def list_projects(request: HttpRequest, asked: Query[ProjectsAsked]) -> HttpResponse:
    """List projects, the newest first."""
    exact = {"client_id": asked.client_id, "state": asked.state}
    found = Project.objects.visible_to(request.acting).filter(**{name: value for name, value in exact.items() if value})
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    rows = list(found.select_related("workspace").prefetch_related("milestones").order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], tell_project)


@room.writes("", "clients.edit", ProjectOut, 201)
def plan_project(request: HttpRequest, given: NewProject) -> HttpResponse:
    """Plan a project by hand. An accepted document opens its own."""
    client = client_named(request.acting, given.client_id)
    made = Project.plan(client, request.acting.actor, **_values(request.acting, given))
    return answer(tell_project(made), 201)


@room.reads("/{uuid:project_id}", "clients.see", ProjectOut)
def get_project(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """One project."""
    return answer(tell_project(project_at(request.acting, project_id)))


@room.reads("/{uuid:project_id}/answers", "clients.see", ProjectAnswersOut)
def list_project_answers(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """What the client answered in intake forms to the questions that concern the project, as it was sent back."""
    found = answers_in(forms_of(project_at(request.acting, project_id)))
    return answer({"items": [_tell_answer(each) for each in found]})


@room.writes("/{uuid:project_id}", "clients.edit", ProjectOut, method="PATCH")
def change_project(request: HttpRequest, project_id: uuid.UUID, given: ProjectGiven) -> HttpResponse:
    """Change what is known."""
    found = project_at(request.acting, project_id)
    found.change(request.acting.actor, **_values(request.acting, given))
    return answer(tell_project(found))


@room.writes("/{uuid:project_id}/start", "clients.edit", ProjectOut)
def start_project(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """Let the work begin. 409 with what the gate waits for."""
    return _done(project_at(request.acting, project_id), lambda found: found.start(request.acting.actor))


@room.writes("/{uuid:project_id}/finish", "clients.edit", ProjectOut)
def finish_project(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """The work is done. 409 where it does not run."""
    return _done(project_at(request.acting, project_id), lambda found: found.finish(request.acting.actor))


@room.writes("/{uuid:project_id}/reopen", "clients.edit", ProjectOut)
def reopen_project(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """A done one runs again, a running or dropped one is planned again. 409 where it is planned."""
    return _done(project_at(request.acting, project_id), lambda found: found.reopen(request.acting.actor))


@room.writes("/{uuid:project_id}/drop", "clients.edit", ProjectOut)
def drop_project(request: HttpRequest, project_id: uuid.UUID, given: ProjectDropping) -> HttpResponse:
    """It will not be done. 409 where it has ended."""
    return _done(project_at(request.acting, project_id), lambda found: found.drop(request.acting.actor, given.because))


@room.writes("/{uuid:project_id}/milestones", "clients.edit", MilestoneOut, 201)
def add_milestone(request: HttpRequest, project_id: uuid.UUID, given: NewMilestone) -> HttpResponse:
    """Add a milestone. 409 where the project has ended."""
    found = project_at(request.acting, project_id)
    made = Milestone.add(found, request.acting.actor, given.name, given.due_on, _minor(found, given.amount))
    return answer(tell_milestone(made), 201)


@milestones.writes("/{uuid:milestone_id}", "clients.edit", MilestoneOut, method="PATCH")
def change_milestone(request: HttpRequest, milestone_id: uuid.UUID, given: MilestoneGiven) -> HttpResponse:
    """Change or move a milestone."""
    found, sent = milestone_at(request.acting, milestone_id), given.values()
    minor = _minor(found.project, sent["amount"]) if "amount" in sent else found.amount_minor
    kept = {"name": sent.get("name", found.name), "due_on": sent.get("due_on", found.due_on), "amount_minor": minor}
    rewrite(found, request.acting.actor, because=sent.get("because", ""), **kept)
    return answer(tell_milestone(found))


@milestones.writes("/{uuid:milestone_id}/reach", "clients.edit", MilestoneOut)
def reach_milestone(request: HttpRequest, milestone_id: uuid.UUID) -> HttpResponse:
    """It is done. 409 where the project has not started."""
    return _done(milestone_at(request.acting, milestone_id), lambda found: found.reach(request.acting.actor), tell_milestone)


@milestones.writes("/{uuid:milestone_id}/drop", "clients.edit", MilestoneOut)
def drop_milestone(request: HttpRequest, milestone_id: uuid.UUID) -> HttpResponse:
    """It will not be done. 409 where it is done or dropped."""
    return _done(milestone_at(request.acting, milestone_id), lambda found: found.drop(request.acting.actor), tell_milestone)


@milestones.writes("/{uuid:milestone_id}/reopen", "clients.edit", MilestoneOut)
def reopen_milestone(request: HttpRequest, milestone_id: uuid.UUID) -> HttpResponse:
    """It was not done, or is not dropped. 409 where it is open."""
    return _done(milestone_at(request.acting, milestone_id), lambda found: found.reopen(request.acting.actor), tell_milestone)


def tell_project(found: Project) -> dict[str, Any]:
    ids = {"id": found.pk, "client_id": found.client_id, "document_id": found.source_id, "owner_id": found.owner_id}
    rows = sorted(found.milestones.all(), key=lambda row: (row.due_on is None, row.due_on or dt.date.max, row.place))
    for row in rows:
        row.project, row.workspace = found, found.workspace
    return {
        **{name: str(value) if value else None for name, value in ids.items()}, "name": found.name, "state": found.state, "currency": found.currency,
        "starts_on": day(found.starts_on), "ends_on": day(found.ends_on), "created_at": moment(found.created_at), "started_at": moment(found.started_at),
        "ended_at": moment(found.ended_at), "drop_reason": found.drop_reason, "milestones": [tell_milestone(row) for row in rows],
    }  # fmt: skip


def _tell_answer(found: Answered) -> dict[str, Any]:
    row = found.intake
    return {
        "question": found.question, "answer": found.words, "intake_id": str(row.pk), "form": row.name,
        "submitted_at": moment(row.submitted_at), "submitted_by": row.submitted_by,
    }  # fmt: skip


def tell_milestone(found: Milestone) -> dict[str, Any]:
    return {
        "id": str(found.pk), "project_id": str(found.project_id), "name": found.name, "state": found.state, "is_late": found.standing[1] == "late",
        "due_on": day(found.due_on), "first_due_on": day(found.first_due_on), "moved_because": found.moved_because, "done_on": day(found.done_on),
        "amount": None if found.amount is None else str(found.amount),
    }  # fmt: skip


def _done(found: Any, verb: Callable[[Any], None], tell: Callable[[Any], dict[str, Any]] = tell_project) -> HttpResponse:
    verb(found)
    return answer(tell(found))


def _values(acting: Acting, given: ProjectGiven) -> dict[str, Any]:
    sent = given.values()
    sent.pop("client_id", None)
    if "owner_id" in sent:
        sent["owner"] = member_named(acting, sent.pop("owner_id"), "owner_id")
    return sent


def _minor(project: Project, amount: Any) -> int | None:
    if amount is None:
        return None
    exact = Money.of(amount, project.currency)
    if exact.major != amount:
        raise Invalid(f"{project.currency} has fewer decimals.", "amount")
    return exact.minor
