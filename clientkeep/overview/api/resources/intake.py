"""Intake forms: the firm's questions, whom they were sent to, and what was answered."""

import uuid
from typing import Any, Literal

from django.db.models import OuterRef, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.delivery.models import Project
from clientkeep.lifecycle.onboarding.intake import sending
from clientkeep.lifecycle.onboarding.intake.form import LONGEST_NAME
from clientkeep.lifecycle.onboarding.intake.model import STATES
from clientkeep.lifecycle.onboarding.intake.rules import LONGEST_FORM, OF_WORK
from clientkeep.lifecycle.onboarding.models import Intake, IntakeForm
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, day, moment
from ..door import Room
from ..fields import Day, Given, Text, Told
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, contact_named, work_named

room, forms = Room(), Room()


class IntakeFormGiven(Given):
    """A name, and the questions in plain lines: `Your domain? [text, required] -> website`."""

    name: Text(LONGEST_NAME, least=1)
    text: Text(LONGEST_FORM, least=1)


class IntakeQuestionOut(Told):
    """A question; it shows where `cause` is empty, or the question of that key has the answer `value`."""

    key: str
    section: str
    label: str
    kind: str
    options: list[str]
    required: bool
    target: str
    cause: str
    value: str


class IntakeFormOut(Told):
    id: uuid.UUID
    name: str
    text: str
    questions: list[IntakeQuestionOut]


class IntakeFormsOut(Told):
    items: list[IntakeFormOut]


class IntakesAsked(Page):
    """Filters of the list of forms that were sent."""

    client_id: uuid.UUID | None = None
    project_id: uuid.UUID | None = None
    state: Literal[("", *STATES.all)] = ""


class IntakeGiven(Given):
    """Which form goes to whom; with `project_id` its answers stay with that project of the client, which goes on."""

    form_id: uuid.UUID
    client_id: uuid.UUID
    contact_id: uuid.UUID
    project_id: uuid.UUID | None = None
    due_on: Day | None = None


class IntakeAnswerOut(Told):
    """One question that shows, with its answer in words. `about_project`: it concerns the project, and is read there."""

    key: str
    label: str
    answer: str
    about_project: bool


class IntakeOut(Told):
    """One form that was sent, for a project (`project_id`) or for the client. While it is open, the answers are those kept so far."""

    id: uuid.UUID
    form_id: uuid.UUID
    client_id: uuid.UUID
    contact_id: uuid.UUID
    agreement_id: uuid.UUID | None
    project_id: uuid.UUID | None
    project_name: str
    name: str
    state: str
    due_on: str | None
    sent_at: str
    saved_at: str | None
    submitted_at: str | None
    submitted_by: str
    answers: list[IntakeAnswerOut]


class IntakesOut(Told):
    items: list[IntakeOut]
    next: str | None


@forms.reads("", "clients.see", IntakeFormsOut)
def list_intake_forms(request: HttpRequest) -> HttpResponse:
    """List the firm's intake forms, by name."""
    return answer({"items": [_tell_form(row) for row in IntakeForm.objects.filter(workspace=request.acting.workspace)[:200]]})


@forms.writes("", "settings.edit", IntakeFormOut, 201)
def write_intake_form(request: HttpRequest, given: IntakeFormGiven) -> HttpResponse:
    """Write a form. 422 names the line that cannot be read."""
    acting = request.acting
    return answer(_tell_form(IntakeForm.write(acting.workspace, acting.actor, given.name, given.text)), 201)


@room.reads("", "clients.see", IntakesOut)
def list_intakes(request: HttpRequest, asked: Query[IntakesAsked]) -> HttpResponse:
    """List the forms that were sent, the newest first."""
    exact = {"client_id": asked.client_id, "state": asked.state}
    rows = _rows(request.acting).filter(**{name: value for name, value in exact.items() if value})
    if asked.project_id:
        rows = rows.filter(of_project=asked.project_id)
    if after := read_cursor(asked.cursor, uuid.UUID):
        rows = rows.filter(pk__lt=after[0])
    return page_answer(list(rows.order_by("-pk")[: asked.limit + 1]), asked.limit, lambda row: [str(row.pk)], tell_intake)


@room.writes("", "clients.edit", IntakeOut, 201)
def send_intake(request: HttpRequest, given: IntakeGiven) -> HttpResponse:
    """Send a form to a contact, by a letter that leads to their page."""
    client = client_named(request.acting, given.client_id)
    contact = contact_named(client, given.contact_id)
    contact.client = client
    form = IntakeForm.objects.filter(workspace=request.acting.workspace, pk=given.form_id).first()
    if form is None:
        raise Invalid("There is no such form.", "form_id")
    sent = sending.send(form, contact, request.acting.actor, given.due_on, work=work_named(client, given.project_id))
    return answer(tell_intake(_intake(request, sent.pk)), 201)


@room.reads("/{uuid:intake_id}", "clients.see", IntakeOut)
def get_intake(request: HttpRequest, intake_id: uuid.UUID) -> HttpResponse:
    """One form with its answers."""
    return answer(tell_intake(_intake(request, intake_id)))


@room.writes("/{uuid:intake_id}/withdrawal", "clients.edit", IntakeOut)
def withdraw_intake(request: HttpRequest, intake_id: uuid.UUID) -> HttpResponse:
    """Take it back. 409 once it was sent back."""
    found = _intake(request, intake_id)
    found.withdraw(request.acting.actor)
    return answer(tell_intake(found))


def tell_intake(row: Intake) -> dict[str, Any]:
    """A form that was sent, as the interface tells it."""
    return {
        "id": str(row.pk), "form_id": str(row.form_id), "client_id": str(row.client_id), "contact_id": str(row.contact_id), "name": row.name,
        "agreement_id": row.agreement_id and str(row.agreement_id), "project_id": row.of_project and str(row.of_project), "project_name": row.work_name,
        "state": row.state, "due_on": day(row.due_on), "sent_at": moment(row.sent_at), "saved_at": moment(row.saved_at),
        "submitted_at": moment(row.submitted_at), "submitted_by": row.submitted_by,
        "answers": [{"key": each.key, "label": each.label, "answer": words, "about_project": each.target == OF_WORK} for each, words in row.told],
    }  # fmt: skip


def _rows(acting: Acting) -> QuerySet[Intake]:
    """With `of_project`: the project that each was sent for, or that its agreement has become meanwhile."""
    become = Project.objects.filter(source=OuterRef("agreement")).values("pk")
    return Intake.objects.visible_to(acting).annotate(of_project=Coalesce("work", Subquery(become), output_field=UUIDField()))


def _tell_form(row: IntakeForm) -> dict[str, Any]:
    return {"id": str(row.pk), "name": row.name, "text": row.text, "questions": row.questions}


def _intake(request: HttpRequest, intake_id: uuid.UUID) -> Intake:
    found = _rows(request.acting).select_related("client__workspace", "workspace").filter(pk=intake_id).first()
    if found is None:
        raise Http404
    return found
