"""Runs of playbooks, and their steps: started, done, skipped, sent, stopped."""

import uuid
from typing import Any, Literal

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.onboarding.meetings.booking_it import book_for
from clientkeep.lifecycle.onboarding.meetings.standing import tie
from clientkeep.lifecycle.onboarding.models import Playbook, PlaybookRun, PlaybookStep
from clientkeep.lifecycle.onboarding.playbooks.fetching import visible_run, visible_step
from clientkeep.lifecycle.onboarding.playbooks.going_on import blocked_words
from clientkeep.lifecycle.onboarding.playbooks.run import LONGEST_REASON, STATES
from clientkeep.lifecycle.onboarding.playbooks.starting import start
from clientkeep.lifecycle.sales.models import Booking

from ..answers import answer, day, moment
from ..door import Room
from ..fields import Given, Moment, Text, Told
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, contact_named, work_named

room, steps = Room(), Room()


class NewPlaybookRun(Given):
    """A start of a playbook for a client, by hand."""

    playbook_id: uuid.UUID
    client_id: uuid.UUID
    project_id: uuid.UUID | None = Field(None, description="For which project of the client; its forms and kickoff are for that one then")
    contact_id: uuid.UUID | None = Field(None, description="Whom its letters go to; whom you usually write to, where nothing is given")


class PlaybookRunsAsked(Page):
    """Filters of the list of runs."""

    client_id: uuid.UUID | None = None
    playbook_id: uuid.UUID | None = None
    state: Literal[("", *STATES.all)] = ""


class PlaybookReason(Given):
    """Why, in words."""

    because: Text(LONGEST_REASON, least=1)


class PlaybookLetterWords(Given):
    """The words of a letter; merge fields stay in braces until it is written."""

    subject: Text(300, least=1)
    text: Text(20_000, least=1)


class PlaybookLetterApproval(Given):
    """The words in which the letter goes, where they differ from what it holds."""

    subject: Text(300) | None = None
    text: Text(20_000) | None = None


class PlaybookMeeting(Given):
    """The meeting of a step: one that is booked already (`booking_id`), or a free time for a person of the client."""

    booking_id: uuid.UUID | None = None
    contact_id: uuid.UUID | None = None
    starts_at: Moment | None = None
    phone: Text(60) = ""


class PlaybookRunStepOut(Told):
    """A step. `waits_for` says in words what it waits for; `letter_id` is its letter in the outbox.

    `thing_id`: what its kind made for it, such as an intake form, a kickoff, or the booking of a meeting.
    """

    id: uuid.UUID
    run_id: uuid.UUID
    position: int
    key: str
    kind: str
    side: str
    title: str
    state: str
    due_on: str | None
    waits_for: str
    owner_id: uuid.UUID | None
    automatic: bool
    subject: str
    text: str
    letter_id: uuid.UUID | None
    thing_id: uuid.UUID | None
    ended_at: str | None
    ended_by: str
    note: str
    digest: str


class PlaybookRunOut(Told):
    """A run with its steps. `because` says in words why it was stopped."""

    id: uuid.UUID
    playbook_id: uuid.UUID
    name: str
    client_id: uuid.UUID
    document_id: uuid.UUID | None
    project_name: str
    state: str
    started_at: str
    ended_at: str | None
    because: str
    steps: list[PlaybookRunStepOut]


class PlaybookRunsOut(Told):
    items: list[PlaybookRunOut]
    next: str | None


@room.reads("", "clients.see", PlaybookRunsOut)
def list_playbook_runs(request: HttpRequest, asked: Query[PlaybookRunsAsked]) -> HttpResponse:
    """List runs, newest first."""
    exact = {"client_id": asked.client_id, "playbook_id": asked.playbook_id, "state": asked.state}
    found = PlaybookRun.objects.visible_to(request.acting).filter(**{name: value for name, value in exact.items() if value})
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    in_order = Prefetch("steps", PlaybookStep.objects.order_by("position"))
    rows = list(found.select_related("workspace").prefetch_related(in_order).order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], _tell)


@room.reads("/{uuid:playbook_run_id}", "clients.see", PlaybookRunOut)
def get_playbook_run(request: HttpRequest, playbook_run_id: uuid.UUID) -> HttpResponse:
    """One run with its steps."""
    return answer(_tell(visible_run(request.acting, playbook_run_id)))


@room.writes("", "clients.edit", PlaybookRunOut, 201)
def start_playbook(request: HttpRequest, given: NewPlaybookRun) -> HttpResponse:
    """Start a playbook for a client. 409 where it runs already, in words."""
    acting = request.acting
    client = client_named(acting, given.client_id)
    playbook = Playbook.objects.visible_to(acting).filter(pk=given.playbook_id).first()
    if playbook is None:
        raise Invalid("There is no such playbook.", "playbook_id")
    return answer(_tell(start(acting, playbook, client, contact_named(client, given.contact_id), work=work_named(client, given.project_id))), 201)


@room.writes("/{uuid:playbook_run_id}/stop", "clients.edit", PlaybookRunOut)
def stop_playbook_run(request: HttpRequest, playbook_run_id: uuid.UUID, given: PlaybookReason) -> HttpResponse:
    """End it before its end: what has not left never will."""
    run = visible_run(request.acting, playbook_run_id)
    run.stop(request.acting.actor, given.because)
    return answer(_tell(run))


@steps.reads("/{uuid:playbook_step_id}", "clients.see", PlaybookRunStepOut)
def get_playbook_step(request: HttpRequest, playbook_step_id: uuid.UUID) -> HttpResponse:
    """One step of a run."""
    return _told(visible_step(request.acting, playbook_step_id))


@steps.writes("/{uuid:playbook_step_id}", "clients.edit", PlaybookRunStepOut, method="PUT")
def rewrite_playbook_letter(request: HttpRequest, playbook_step_id: uuid.UUID, given: PlaybookLetterWords) -> HttpResponse:
    """Change the letter of this run alone, before it is written."""
    step = visible_step(request.acting, playbook_step_id)
    step.edit(given.subject, given.text)
    return _told(step)


@steps.writes("/{uuid:playbook_step_id}/approval", "clients.edit", PlaybookRunStepOut)
def approve_playbook_letter(request: HttpRequest, playbook_step_id: uuid.UUID, given: PlaybookLetterApproval) -> HttpResponse:
    """Send the letter that waits. 409 where it may not go, in words."""
    step = visible_step(request.acting, playbook_step_id)
    step.approve(request.acting, given.subject, given.text)
    return _told(step)


@steps.writes("/{uuid:playbook_step_id}/done", "clients.edit", PlaybookRunStepOut)
def do_playbook_step(request: HttpRequest, playbook_step_id: uuid.UUID) -> HttpResponse:
    """The step is done."""
    step = visible_step(request.acting, playbook_step_id)
    step.do(request.acting.actor)
    return _told(step)


@steps.writes("/{uuid:playbook_step_id}/skip", "clients.edit", PlaybookRunStepOut)
def skip_playbook_step(request: HttpRequest, playbook_step_id: uuid.UUID, given: PlaybookReason) -> HttpResponse:
    """Leave a step out, with a reason, and go on."""
    step = visible_step(request.acting, playbook_step_id)
    step.skip(request.acting.actor, given.because)
    return _told(step)


@steps.writes("/{uuid:playbook_step_id}/block", "clients.edit", PlaybookRunStepOut)
def block_playbook_step(request: HttpRequest, playbook_step_id: uuid.UUID, given: PlaybookReason) -> HttpResponse:
    """Say what a step waits for."""
    step = visible_step(request.acting, playbook_step_id)
    step.block(request.acting.actor, given.because)
    return _told(step)


@steps.writes("/{uuid:playbook_step_id}/unblock", "clients.edit", PlaybookRunStepOut)
def unblock_playbook_step(request: HttpRequest, playbook_step_id: uuid.UUID) -> HttpResponse:
    """What a step waited for is there."""
    step = visible_step(request.acting, playbook_step_id)
    step.unblock(request.acting.actor)
    return _told(step)


@steps.writes("/{uuid:meeting_step_id}/booking", "clients.edit", PlaybookRunStepOut)
def book_playbook_meeting(request: HttpRequest, meeting_step_id: uuid.UUID, given: PlaybookMeeting) -> HttpResponse:
    """Book the meeting that a step waits for, or say which booking it is. 409 where the time was taken meanwhile, or one is booked."""
    step = visible_step(request.acting, meeting_step_id)
    if given.booking_id:
        booking = Booking.objects.visible_to(request.acting).filter(pk=given.booking_id).first()
        if booking is None:
            raise Invalid("There is no such booking.", "booking_id")
        tie(step, booking)
    elif given.contact_id is None or given.starts_at is None:
        raise Invalid("Say which booking it is, or who comes when.", "starts_at")
    else:
        book_for(step, contact_named(step.run.client, given.contact_id), given.starts_at, given.phone)
    return _told(step)


def _told(step: PlaybookStep) -> HttpResponse:
    return answer(_tell_step(step, list(step.run.steps.order_by("position"))))


def _tell(run: PlaybookRun) -> dict[str, Any]:
    rows = sorted(run.steps.all(), key=lambda step: step.position)
    for step in rows:
        step.run = run
    return {
        "id": str(run.pk), "playbook_id": str(run.playbook_id), "name": run.name, "client_id": str(run.client_id),
        "document_id": run.document_id and str(run.document_id), "project_name": run.work_name, "state": run.state, "started_at": moment(run.started_at),
        "ended_at": moment(run.ended_at), "because": run.because, "steps": [_tell_step(step, rows) for step in rows],
    }  # fmt: skip


def _tell_step(step: PlaybookStep, rows: list[PlaybookStep]) -> dict[str, Any]:
    return {
        "id": str(step.pk), "run_id": str(step.run_id), "position": step.position, "key": step.key, "kind": step.kind, "side": step.side,
        "title": step.title, "state": step.state, "due_on": day(step.due_on), "waits_for": blocked_words(step, rows),
        "owner_id": step.owner_id and str(step.owner_id), "automatic": step.automatic, "subject": step.subject, "text": step.text,
        "letter_id": step.letter_id and str(step.letter_id), "thing_id": step.thing and str(step.thing), "ended_at": moment(step.ended_at), "ended_by": step.ended_by, "note": step.note,
        "digest": step.digest,
    }  # fmt: skip
