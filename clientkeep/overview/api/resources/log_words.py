"""One line of plain words becomes one log entry with what follows from it."""

import uuid
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.ids import new_id
from clientkeep.relationship.conversations.in_words.understood import Understood, understand
from clientkeep.relationship.conversations.in_words.writing import keep
from clientkeep.relationship.conversations.words import LONGEST
from clientkeep.workspace.members.acting import Acting

from ..answers import answer
from ..door import Room
from ..fields import Day, Flag, Given, Text, Told, Whole
from .compose import AssumedOut, DoubtOut, LeftoverOut, PartOut
from .log import EntryOut, tell_entry
from .reach import client_named

room = Room()


class PromiseChange(Given):
    """What is put in place of what was read of one promise, counted from 0 in the answer's order. What is not sent stays."""

    at: Annotated[Whole, Field(ge=0, le=199)]
    side: Text(10) | None = Field(None, description="ours or theirs")
    due_on: Day | None = Field(None, description="null takes the day off")


class DecisionChange(Given):
    """Other words for one decision, counted from 0 in the answer's order."""

    at: Annotated[Whole, Field(ge=0, le=199)]
    what: Text(LONGEST, least=1)


class LogLine(Given):
    """A line, and what is known beside it. What is sent here goes before what the line says."""

    text: Text(LONGEST, least=1)
    keep: Flag = Field(False, description="Log it too; needs the scope clients.edit")
    client_id: uuid.UUID | None = Field(None, description="With whom, where the line leaves it open")
    contact_id: uuid.UUID | None = None
    kind: Text(8) | None = Field(None, description="note, call, meeting, mail or message")
    day: Day | None = None
    minutes: Annotated[Whole, Field(ge=1, le=1440)] | None = None
    left_out: Annotated[list[Text(40)], Field(max_length=200)] = Field(
        [], description="What is not kept: decision-0, promise-1, question-0, next_step, counted from 0 in the answer's order"
    )
    promises: Annotated[list[PromiseChange], Field(max_length=200)] = []
    decisions: Annotated[list[DecisionChange], Field(max_length=200)] = []


class PromisedOut(Told):
    side: str
    who: str | None
    what: str
    due_on: str | None


class NextStepOut(Told):
    what: str
    on: str | None


class LogLineOut(Told):
    """What was understood, assumed, left over and doubted. Places count code points."""

    kind: str
    client: str | None
    client_id: uuid.UUID | None
    contacts: list[str]
    happened_on: str
    happened_at: str | None
    minutes: int | None
    direction: str | None
    text: str
    decisions: list[str]
    promises: list[PromisedOut]
    questions: list[str]
    next_step: NextStepOut | None
    parts: list[PartOut]
    assumed: list[AssumedOut]
    leftovers: list[LeftoverOut]
    flags: list[DoubtOut]
    entry: EntryOut | None = None


@room.writes("/words", "clients.see", LogLineOut)
def log_in_words(request: HttpRequest, given: LogLine) -> HttpResponse:
    """Read a line of plain words as a call, meeting, mail, message or note.

    Nothing is saved, unless `keep` is set: then the entry, its decisions, promises, questions and the next step are written
    together, and the entry stands in `entry`. A line that fits no client or several needs `client_id` to be kept.
    """
    acting = request.acting
    if given.keep:
        acting.require("clients.edit")
    read = _read(acting, given)
    told = tell(read)
    if given.keep:
        told["entry"] = tell_entry(keep(acting, read, given.left_out, new_id()))
    return answer(told)


def tell(read: Understood) -> dict[str, Any]:
    """The draft as plain values, with the client on record that it means."""
    return read.draft.as_wire() | {
        "client": read.client.name if read.client else read.draft.client,
        "client_id": str(read.client.pk) if read.client else None,
        "contacts": [person.name for person in read.contacts],
        "entry": None,
    }


def _read(acting: Acting, given: LogLine) -> Understood:
    client = client_named(acting, given.client_id) if given.client_id else None
    changed = {
        "contact": str(given.contact_id or ""), "kind": given.kind or "", "minutes": str(given.minutes or ""),
        "day": given.day.isoformat() if given.day else "",
    }  # fmt: skip
    if given.promises or given.decisions:
        changed |= _corrections(understand(acting, given.text, client, changed).was, given)
    return understand(acting, given.text, client, changed)


def _corrections(was: dict[str, str], given: LogLine) -> dict[str, str]:
    """The same fields that the page sends. Raises Invalid for a promise or decision that the line does not hold."""
    said: dict[str, str] = {}
    for place, each in enumerate(given.promises):
        name = _held(was, f"promise-{each.at}", f"promises[{place}]")
        said[f"{name}-was"] = was[name]
        if each.side is not None:
            said[f"{name}-side"] = each.side
        if "due_on" in each.model_fields_set:
            said[f"{name}-day"] = each.due_on.isoformat() if each.due_on else ""
    for place, each in enumerate(given.decisions):
        name = _held(was, f"decision-{each.at}", f"decisions[{place}]")
        said |= {f"{name}-was": was[name], f"{name}-what": each.what}
    return said


def _held(was: dict[str, str], name: str, field: str) -> str:
    if name not in was:
        raise Invalid("The line holds no such promise or decision.", field)
    return name
