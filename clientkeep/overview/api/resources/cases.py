"""Difficult cases, their steps and their outcome."""

import uuid
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.lifecycle.retention.cases import letters
from clientkeep.lifecycle.retention.cases.fetching import visible_case, visible_step
from clientkeep.lifecycle.retention.cases.model import LONGEST, REASONS, STATES, Case, CaseStep
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, day, moment
from ..door import Room
from ..fields import Given, Text, Told
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, contact_named

room = Room()


class NewCase(Given):
    """A case to open. While it is open, nothing is asked of the client in surveys."""

    client_id: uuid.UUID
    about: Text(200, least=1) = Field(description="As the client may read it in letters")
    reason: Literal[tuple(key for key, _ in REASONS)] = "complaint"
    text: Text(LONGEST) = Field("", description="What happened; the client never sees it")
    contact_id: uuid.UUID | None = None


class CaseStepGiven(Given):
    """A step is done, or left out with a reason; with `letter` it is done by this letter, which a person approved."""

    act: Literal["done", "skip"] = "done"
    note: Text(LONGEST) = ""
    letter: Text(LONGEST) = ""
    subject: Text(300) = ""


class Outcome(Given):
    """How it came out, and the letter that tells the client."""

    outcome: Text(LONGEST, least=1)
    subject: Text(300) = Field("", description="The firm's own, where nothing is given")
    letter: Text(LONGEST, least=1)


class CasesAsked(Page):
    """Filters of the list of cases."""

    client_id: uuid.UUID | None = None
    state: Literal[("", *STATES.all)] = ""


class CaseStepOut(Told):
    """One of the five steps."""

    id: uuid.UUID
    step: str
    due_on: str
    done_at: str | None
    skipped_at: str | None
    by: str
    note: str


class CaseOut(Told):
    """A case with its steps. `took_seconds` runs from opening to the resolution, or to now."""

    id: uuid.UUID
    client_id: uuid.UUID
    about: str
    reason: str
    text: str
    state: str
    opened_at: str
    opened_by: str
    resolved_at: str | None
    outcome: str
    took_seconds: int
    steps: list[CaseStepOut]


class CasesOut(Told):
    items: list[CaseOut]
    next: str | None


@room.reads("", "clients.see", CasesOut)
def list_cases(request: HttpRequest, asked: Query[CasesAsked]) -> HttpResponse:
    """List cases, newest first."""
    exact = {"client_id": asked.client_id, "state": asked.state}
    found = Case.objects.visible_to(request.acting).filter(**{name: value for name, value in exact.items() if value})
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    rows = list(found.prefetch_related("steps").order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], tell_case)


@room.reads("/{uuid:case_id}", "clients.see", CaseOut)
def get_case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """One case."""
    return _told(request.acting, case_id)


@room.writes("", "clients.edit", CaseOut, 201)
def open_case(request: HttpRequest, given: NewCase) -> HttpResponse:
    """Open a case with its five steps."""
    acting = request.acting
    client = client_named(acting, given.client_id)
    contact = contact_named(client, given.contact_id)
    case = Case.begin(client, given.about, acting.actor, given.reason, given.text, contact, owner=acting.member)
    return _told(acting, case.pk, 201)


@room.writes("/steps/{uuid:step_id}", "clients.edit", CaseOut)
def do_case_step(request: HttpRequest, step_id: uuid.UUID, given: CaseStepGiven) -> HttpResponse:
    """Do a step, or leave it out."""
    step, by = visible_step(request.acting, step_id), request.acting.actor
    if given.act == "skip":
        step.skip(by, given.note)
    elif given.letter:
        subject = given.subject or letters.draft(step.case, step.key, by).subject
        letters.send_for_step(step, by, letters.recipient(step.case), subject, given.letter)
    else:
        step.do(by, given.note)
    return _told(request.acting, step.case_id)


@room.writes("/{uuid:case_id}/outcome", "clients.edit", CaseOut)
def resolve_case(request: HttpRequest, case_id: uuid.UUID, given: Outcome) -> HttpResponse:
    """Resolve a case, and tell the client by a letter."""
    case, by = visible_case(request.acting, case_id), request.acting.actor
    subject = given.subject or letters.draft(case, "outcome", by).subject
    letters.resolve_and_tell(case, by, given.outcome, letters.recipient(case), subject, given.letter)
    return _told(request.acting, case.pk)


@room.writes("/{uuid:case_id}/closing", "clients.edit", CaseOut)
def close_case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Close a resolved case, each of whose steps is done or left out."""
    visible_case(request.acting, case_id).close(request.acting.actor)
    return _told(request.acting, case_id)


@room.writes("/{uuid:case_id}/reopening", "clients.edit", CaseOut)
def reopen_case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """It was not over."""
    visible_case(request.acting, case_id).reopen(request.acting.actor)
    return _told(request.acting, case_id)


def tell_case(case: Case) -> dict[str, Any]:
    return {
        "id": str(case.pk), "client_id": str(case.client_id), "about": case.about, "reason": case.reason, "text": case.text,
        "state": case.state, "opened_at": moment(case.opened_at), "opened_by": case.opened_by,
        "resolved_at": moment(case.resolved_at), "outcome": case.outcome, "took_seconds": int(case.took.total_seconds()),
        "steps": [_tell_step(step) for step in case.steps.all()],
    }  # fmt: skip


def _tell_step(step: CaseStep) -> dict[str, Any]:
    return {
        "id": str(step.pk), "step": step.key, "due_on": day(step.due_on), "done_at": moment(step.done_at),
        "skipped_at": moment(step.skipped_at), "by": step.by, "note": step.note,
    }  # fmt: skip


def _told(acting: Acting, case_id: uuid.UUID, status: int = 200) -> HttpResponse:
    return answer(tell_case(visible_case(acting, case_id)), status)
