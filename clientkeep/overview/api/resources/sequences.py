"""Sequences of letters and tasks that a firm writes once."""

import uuid
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.retention.models import Sequence
from clientkeep.lifecycle.retention.sequences.fetching import visible_sequence
from clientkeep.lifecycle.retention.sequences.ready import READY
from clientkeep.lifecycle.retention.sequences.rules import HOURS, MOST_DAYS, MOST_STEPS
from clientkeep.lifecycle.retention.sequences.steps import LONGEST_TASK
from clientkeep.relationship.rhythm.step_list import LONGEST
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, moment
from ..door import Room
from ..fields import Flag, Given, Text, Told, Version, Whole
from .templates import TemplateVersionGiven, VersionOut

room = Room()


class SequenceStepGiven(Given):
    """A letter with its `versions`, of which one has no language; or a task with `what`."""

    kind: Literal["letter", "task"]
    days: Annotated[Whole, Field(ge=0, le=MOST_DAYS, description="Working days of the firm after the step before")]
    hour: Annotated[Whole, Field(ge=HOURS[0], le=HOURS[-1], description="By the client's clock")] = 10
    by_itself: Flag = Field(False, description="Leaves without anybody's approval")
    versions: Annotated[list[TemplateVersionGiven], Field(max_length=20)] = []
    what: Text(LONGEST_TASK) = ""


class NewSequence(Given):
    """A sequence, with its own steps or those of one that comes with Clientkeep (`begin_with`)."""

    name: Text(LONGEST, least=1)
    begin_with: Literal[("", *READY)] = ""
    steps: Annotated[list[SequenceStepGiven], Field(max_length=MOST_STEPS)] = []


class SequenceChange(Given):
    """What changes. Steps stand in place of all its steps; runs under way keep their own."""

    version: Version
    name: Text(LONGEST, least=1) = ""
    steps: Annotated[list[SequenceStepGiven], Field(max_length=MOST_STEPS)] | None = None
    put_away: Flag | None = Field(None, description="True: it is started no more; false: it is brought back")


class PlannedStepOut(Told):
    kind: str
    days: int
    hour: int
    by_itself: bool
    versions: list[VersionOut]
    what: str


class SequenceOut(Told):
    id: uuid.UUID
    name: str
    version: int
    created_at: str
    put_away_at: str | None
    steps: list[PlannedStepOut]


class SequencesOut(Told):
    items: list[SequenceOut]


@room.reads("", "clients.see", SequencesOut)
def list_sequences(request: HttpRequest) -> HttpResponse:
    """All sequences by name, those that were put away among them; a firm has at most 100 in use."""
    rows = Sequence.objects.visible_to(request.acting).order_by("name", "pk")[:1_000]
    return answer({"items": [_tell(row) for row in rows]})


@room.reads("/{uuid:sequence_id}", "clients.see", SequenceOut)
def get_sequence(request: HttpRequest, sequence_id: uuid.UUID) -> HttpResponse:
    """One sequence with its steps."""
    return answer(_tell(visible_sequence(request.acting, sequence_id)))


@room.writes("", "settings.edit", SequenceOut, 201)
def create_sequence(request: HttpRequest, given: NewSequence) -> HttpResponse:
    """Write a sequence."""
    if given.begin_with and given.steps:
        raise Invalid("Send steps, or name one of ours to begin with.", "steps")
    steps = READY[given.begin_with][2] if given.begin_with else _read(given.steps)
    return answer(_tell(Sequence.make(request.acting.workspace, request.acting.actor, given.name, steps)), 201)


@room.writes("/{uuid:sequence_id}", "settings.edit", SequenceOut, method="PATCH")
def change_sequence(request: HttpRequest, sequence_id: uuid.UUID, given: SequenceChange) -> HttpResponse:
    """Change a sequence; 409 where somebody changed it since you read it."""
    return answer(_tell(_changed(request.acting, visible_sequence(request.acting, sequence_id), given)))


def _changed(acting: Acting, found: Sequence, given: SequenceChange) -> Sequence:
    by, version = acting.actor, given.version
    if given.steps is not None:
        found.keep_steps(by, _read(given.steps), version)
        version = found.version
    if given.name:
        found.rename(by, given.name, version)
    if given.put_away is not None:
        (found.put_away if given.put_away else found.bring_back)(by)
    return found


def _read(steps: list[SequenceStepGiven]) -> list[dict[str, Any]]:
    return [_read_step(step) for step in steps]


def _read_step(step: SequenceStepGiven) -> dict[str, Any]:
    words = {each.language: {"subject": each.subject, "text": each.text} for each in step.versions}
    if len(words) != len(step.versions):
        raise Invalid("Send each language once.", "versions")
    return {"kind": step.kind, "days": step.days, "hour": step.hour, "by_itself": step.by_itself, "words": words, "what": step.what}


def _tell(sequence: Sequence) -> dict[str, Any]:
    return {
        "id": str(sequence.pk), "name": sequence.name, "version": sequence.version, "created_at": moment(sequence.created_at),
        "put_away_at": moment(sequence.archived_at), "steps": [_tell_step(step) for step in sequence.steps],
    }  # fmt: skip


def _tell_step(step: dict[str, Any]) -> dict[str, Any]:
    versions = [{"language": language, **words} for language, words in sorted(step.get("words", {}).items())]
    more = {"by_itself": step.get("by_itself", False), "versions": versions, "what": step.get("what", "")}
    return {"kind": step["kind"], "days": step["days"], "hour": step["hour"], **more}
