"""Playbooks that a firm writes once: steps for itself and for the client."""

import uuid
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.onboarding.models import Playbook
from clientkeep.lifecycle.onboarding.playbooks.checking import LONGEST_TEXT, LONGEST_TITLE, LONGEST_VALUE
from clientkeep.lifecycle.onboarding.playbooks.fetching import visible_playbook
from clientkeep.lifecycle.onboarding.playbooks.model import BEGINS
from clientkeep.lifecycle.onboarding.playbooks.ready import READY
from clientkeep.lifecycle.onboarding.playbooks.rules import MOST_DAYS, MOST_STEPS
from clientkeep.relationship.rhythm.step_list import LONGEST

from ..answers import answer, moment
from ..door import Room
from ..fields import Flag, Given, Text, Told, Version, Whole

room = Room()


class ConditionGiven(Given):
    """Either `step` (the key of an earlier one) that is "done" or "skipped", or a `field` of the client and its value."""

    step: Text(12) = ""
    field: Text(80) = Field("", description="tier, country, language, source, kind, tag, or custom: and the key of a field of your own")
    value: Text(LONGEST_VALUE, least=1)


class PlaybookStepGiven(Given):
    """A step. `key` names it for others that count from it; `after` is such a key, or empty for the start."""

    key: Text(12) = ""
    kind: Text(30, least=1) = Field(description="letter, task, meeting, acknowledgement, or another kind that this installation knows")
    side: Literal["us", "client"]
    title: Text(LONGEST_TITLE, least=1)
    days: Annotated[Whole, Field(ge=0, le=MOST_DAYS, description="Working days of the firm after what it counts from")] = 0
    after: Text(12) = ""
    only_if: ConditionGiven | None = None
    owner_id: uuid.UUID | None = Field(None, description="Who looks after the client, where nothing is given")
    automatic: Flag = Field(False, description="A letter that leaves without anybody's approval")
    choice: Text(LONGEST_VALUE) = Field("", description="Which one, for kinds that take one of several things, such as forms")
    subject: Text(300) = ""
    text: Text(LONGEST_TEXT) = ""


class NewPlaybook(Given):
    """A playbook, with its own steps or those of one that comes with Clientkeep (`begin_with`)."""

    name: Text(LONGEST, least=1)
    begins: Literal[tuple(BEGINS)] = Field("", description="What starts it by itself; empty: it is started by hand")
    mentions: Text(LONGEST) = Field("", description="It begins by itself only for agreements that hold these words")
    begin_with: Literal[("", *READY)] = ""
    steps: Annotated[list[PlaybookStepGiven], Field(max_length=MOST_STEPS)] = []


class PlaybookChange(Given):
    """What changes. Steps stand in place of all its steps; runs under way keep their own."""

    version: Version
    name: Text(LONGEST, least=1) = ""
    begins: Literal[tuple(BEGINS)] | None = None
    mentions: Text(LONGEST) | None = None
    steps: Annotated[list[PlaybookStepGiven], Field(max_length=MOST_STEPS)] | None = None
    put_away: Flag | None = Field(None, description="True: it is started no more; false: it is brought back")


class ConditionOut(Told):
    step: str
    field: str
    value: str


class PlaybookStepOut(Told):
    key: str
    kind: str
    side: str
    title: str
    days: int
    after: str
    only_if: ConditionOut | None
    owner_id: uuid.UUID | None
    automatic: bool
    choice: str
    subject: str
    text: str


class PlaybookOut(Told):
    id: uuid.UUID
    name: str
    begins: str
    mentions: str
    version: int
    created_at: str
    put_away_at: str | None
    steps: list[PlaybookStepOut]


class PlaybooksOut(Told):
    items: list[PlaybookOut]


@room.reads("", "clients.see", PlaybooksOut)
def list_playbooks(request: HttpRequest) -> HttpResponse:
    """All playbooks by name, those that were put away among them; a firm has at most 100 in use."""
    rows = Playbook.objects.visible_to(request.acting).order_by("name", "pk")[:1_000]
    return answer({"items": [_tell(row) for row in rows]})


@room.reads("/{uuid:playbook_id}", "clients.see", PlaybookOut)
def get_playbook(request: HttpRequest, playbook_id: uuid.UUID) -> HttpResponse:
    """One playbook with its steps."""
    return answer(_tell(visible_playbook(request.acting, playbook_id)))


@room.writes("", "settings.edit", PlaybookOut, 201)
def create_playbook(request: HttpRequest, given: NewPlaybook) -> HttpResponse:
    """Write a playbook."""
    if given.begin_with and given.steps:
        raise Invalid("Send steps, or name one of ours to begin with.", "steps")
    steps = READY[given.begin_with][2] if given.begin_with else [_read(step) for step in given.steps]
    acting = request.acting
    return answer(_tell(Playbook.make(acting.workspace, acting.actor, given.name, steps, given.begins, given.mentions)), 201)


@room.writes("/{uuid:playbook_id}", "settings.edit", PlaybookOut, method="PATCH")
def change_playbook(request: HttpRequest, playbook_id: uuid.UUID, given: PlaybookChange) -> HttpResponse:
    """Change a playbook; 409 where somebody changed it since you read it."""
    found, by, version = visible_playbook(request.acting, playbook_id), request.acting.actor, given.version
    if given.steps is not None:
        found.keep_steps(by, [_read(step) for step in given.steps], version)
        version = found.version
    if given.name or given.begins is not None or given.mentions is not None:
        said = {"begins": given.begins, "mentions": given.mentions}
        kept = {name: getattr(found, name) if value is None else value for name, value in said.items()}
        found.describe(by, given.name or found.name, **kept, version=version)
    if given.put_away is not None:
        (found.put_away if given.put_away else found.bring_back)(by)
    return answer(_tell(found))


def _read(step: PlaybookStepGiven) -> dict[str, Any]:
    row = step.model_dump(exclude={"only_if", "owner_id"}) | {"owner": str(step.owner_id or "")}
    asked = step.only_if
    only = {"is": asked.value} | {name: getattr(asked, name) for name in ("step", "field") if getattr(asked, name)} if asked else {}
    return row | {"only": only}


def _tell(playbook: Playbook) -> dict[str, Any]:
    return {
        "id": str(playbook.pk), "name": playbook.name, "begins": playbook.begins, "mentions": playbook.mentions, "version": playbook.version,
        "created_at": moment(playbook.created_at), "put_away_at": moment(playbook.archived_at), "steps": [_tell_step(step) for step in playbook.steps],
    }  # fmt: skip


def _tell_step(step: dict[str, Any]) -> dict[str, Any]:
    only = step["only"]
    told = {"step": only.get("step", ""), "field": only.get("field", ""), "value": only["is"]} if only else None
    kept = {name: value for name, value in step.items() if name not in ("only", "owner")}
    return kept | {"only_if": told, "owner_id": step["owner"] or None}
