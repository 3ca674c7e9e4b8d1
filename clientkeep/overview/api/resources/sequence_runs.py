"""Runs of sequences, and their steps: started, read, sent, paused, stopped."""

import uuid
from typing import Any, Literal

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.retention.models import Sequence, SequenceRun, SequenceStep
from clientkeep.lifecycle.retention.sequences.fetching import visible_run, visible_step
from clientkeep.lifecycle.retention.sequences.run import STATES
from clientkeep.lifecycle.retention.sequences.starting import start, whom_to_write
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, day, moment
from ..door import Room
from ..fields import Given, Text, Told
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, contact_named

room, steps = Room(), Room()


class NewSequenceRun(Given):
    """A start of a sequence for one contact of a client."""

    sequence_id: uuid.UUID
    client_id: uuid.UUID
    contact_id: uuid.UUID | None = Field(None, description="The primary contact, where nothing is given")


class SequenceRunsAsked(Page):
    """Filters of the list of runs."""

    client_id: uuid.UUID | None = None
    sequence_id: uuid.UUID | None = None
    state: Literal[("", *STATES.all)] = ""


class StepWords(Given):
    """The words of a letter; merge fields stay in braces until it is written."""

    subject: Text(300, least=1)
    text: Text(20_000, least=1)


class StepApproval(Given):
    """The words in which the letter goes, where they differ from what it holds."""

    subject: Text(300) | None = None
    text: Text(20_000) | None = None


class RunStepOut(Told):
    """A step. `held` says in words why it does not go on; `letter_id` is its letter in the outbox."""

    id: uuid.UUID
    run_id: uuid.UUID
    position: int
    kind: str
    state: str
    by_itself: bool
    due_on: str | None
    held: str
    what: str
    subject: str
    text: str
    letter_id: uuid.UUID | None


class SequenceRunOut(Told):
    """A run with its steps. `because` says in words what stopped it, `cause_id` names the event of the timeline."""

    id: uuid.UUID
    sequence_id: uuid.UUID
    name: str
    client_id: uuid.UUID
    contact_id: uuid.UUID
    state: str
    started_at: str
    ended_at: str | None
    reason: str
    because: str
    because_at: str | None
    cause_id: uuid.UUID | None
    steps: list[RunStepOut]


class SequenceRunsOut(Told):
    items: list[SequenceRunOut]
    next: str | None


class WaitingStepsOut(Told):
    items: list[RunStepOut]


@room.reads("", "clients.see", SequenceRunsOut)
def list_sequence_runs(request: HttpRequest, asked: Query[SequenceRunsAsked]) -> HttpResponse:
    """List runs, newest first."""
    exact = {"client_id": asked.client_id, "sequence_id": asked.sequence_id, "state": asked.state}
    found = SequenceRun.objects.visible_to(request.acting).filter(**{name: value for name, value in exact.items() if value})
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    in_order = Prefetch("steps", SequenceStep.objects.order_by("position"))
    rows = list(found.select_related("client", "contact").prefetch_related(in_order).order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], _tell)


@room.reads("/{uuid:run_id}", "clients.see", SequenceRunOut)
def get_sequence_run(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """One run with its steps."""
    return answer(_tell(visible_run(request.acting, run_id)))


@room.writes("", "clients.edit", SequenceRunOut, 201)
def start_sequence(request: HttpRequest, given: NewSequenceRun) -> HttpResponse:
    """Start a sequence for a client. 409 where it runs already, or the client may not be written to, in words."""
    acting = request.acting
    client = client_named(acting, given.client_id)
    sequence = Sequence.objects.visible_to(acting).filter(pk=given.sequence_id).first()
    if sequence is None:
        raise Invalid("There is no such sequence.", "sequence_id")
    contact = contact_named(client, given.contact_id) or whom_to_write(client, sequence)
    if contact is None:
        raise Invalid("No contact of this client can be written to.", "contact_id")
    return answer(_tell(start(acting, sequence, contact)), 201)


@room.writes("/{uuid:run_id}/pause", "clients.edit", SequenceRunOut)
def pause_sequence_run(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Let nothing leave until it goes on."""
    return _changed(request.acting, run_id, "pause")


@room.writes("/{uuid:run_id}/resume", "clients.edit", SequenceRunOut)
def resume_sequence_run(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Let it go on."""
    return _changed(request.acting, run_id, "go_on")


@room.writes("/{uuid:run_id}/stop", "clients.edit", SequenceRunOut)
def stop_sequence_run(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """End it for good."""
    return _changed(request.acting, run_id, "stop")


@steps.reads("", "outbox.see", WaitingStepsOut)
def list_waiting_sequence_steps(request: HttpRequest) -> HttpResponse:
    """Letters that wait for approval, then tasks to be done, the longest waiting first; 200 of each at most."""
    mine = SequenceStep.objects.visible_to(request.acting).select_related("run__client", "run__contact")
    return answer({"items": [_tell_step(step) for rows in (mine.waiting(), mine.to_do()) for step in rows[:200]]})


@steps.writes("/{uuid:sequence_step_id}", "clients.edit", RunStepOut, method="PUT")
def rewrite_sequence_step(request: HttpRequest, sequence_step_id: uuid.UUID, given: StepWords) -> HttpResponse:
    """Change the letter of this run alone, before it is written."""
    step = visible_step(request.acting, sequence_step_id)
    step.edit(request.acting.actor, given.subject, given.text)
    return answer(_tell_step(step))


@steps.writes("/{uuid:sequence_step_id}/approval", "clients.edit", RunStepOut)
def approve_sequence_step(request: HttpRequest, sequence_step_id: uuid.UUID, given: StepApproval) -> HttpResponse:
    """Send the letter that waits. 409 where the client was heard of meanwhile, or it may not go, in words."""
    step = visible_step(request.acting, sequence_step_id)
    step.approve(request.acting, given.subject, given.text)
    return answer(_tell_step(step))


@steps.writes("/{uuid:sequence_step_id}/skip", "clients.edit", RunStepOut)
def skip_sequence_step(request: HttpRequest, sequence_step_id: uuid.UUID) -> HttpResponse:
    """Leave a step out and go on with the next."""
    step = visible_step(request.acting, sequence_step_id)
    step.skip(request.acting.actor)
    return answer(_tell_step(step))


@steps.writes("/{uuid:sequence_step_id}/done", "clients.edit", RunStepOut)
def do_sequence_task(request: HttpRequest, sequence_step_id: uuid.UUID) -> HttpResponse:
    """The task is done."""
    step = visible_step(request.acting, sequence_step_id)
    step.do(request.acting.actor)
    return answer(_tell_step(step))


def _changed(acting: Acting, run_id: uuid.UUID, verb: str) -> HttpResponse:
    run = visible_run(acting, run_id)
    getattr(run, verb)(acting.actor)
    return answer(_tell(run))


def _tell(run: SequenceRun) -> dict[str, Any]:
    rows = sorted(run.steps.all(), key=lambda step: step.position)
    for step in rows:
        step.run = run
    return {
        "id": str(run.pk), "sequence_id": str(run.sequence_id), "name": run.name, "client_id": str(run.client_id),
        "contact_id": str(run.contact_id), "state": run.state, "started_at": moment(run.started_at), "ended_at": moment(run.ended_at),
        "reason": run.reason, "because": run.because, "because_at": moment(run.because_at), "cause_id": run.cause and str(run.cause),
        "steps": [_tell_step(step) for step in rows],
    }  # fmt: skip


def _tell_step(step: SequenceStep) -> dict[str, Any]:
    words = step.shown
    return {
        "id": str(step.pk), "run_id": str(step.run_id), "position": step.position, "kind": step.kind, "state": step.state,
        "by_itself": step.by_itself, "due_on": day(step.due_on), "held": step.held, "what": step.what, "subject": words.subject,
        "text": words.text, "letter_id": step.letter_id and str(step.letter_id),
    }  # fmt: skip
