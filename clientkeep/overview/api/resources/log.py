"""What was said: notes, calls, meetings, mails, messages."""

import uuid
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from pydantic import Field

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.model import KINDS, LONGEST, LONGEST_TALK, LogEntry
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Moment, Text, Told, Whole
from ..paging import Page, page_answer, read_cursor
from .reach import clients, contact_named

room = Room()


class NewEntry(Given):
    """Something to log."""

    kind: Literal[tuple(slug for slug, _ in KINDS)]
    text: Text(LONGEST, least=1)
    contact_id: uuid.UUID | None = None
    happened_at: Moment | None = Field(None, description="Now, where nothing is given")
    minutes: Annotated[Whole, Field(ge=1, le=LONGEST_TALK)] | None = None


class Correction(Given):
    """What the entry should have said. What is not sent stays; `contact_id` and `minutes` sent as null are taken away."""

    text: Text(LONGEST, least=1)
    kind: Literal[tuple(slug for slug, _ in KINDS)] | None = None
    contact_id: uuid.UUID | None = None
    happened_at: Moment | None = None
    minutes: Annotated[Whole, Field(ge=1, le=LONGEST_TALK)] | None = None


class EntryOut(Told):
    """A log entry."""

    id: uuid.UUID
    client_id: uuid.UUID
    contact_id: uuid.UUID | None
    kind: str
    text: str
    happened_at: str
    minutes: int | None
    direction: str | None
    corrects_id: uuid.UUID | None
    is_corrected: bool
    written_by: str
    created_at: str


class EntriesOut(Told):
    items: list[EntryOut]
    next: str | None


@room.reads("/{uuid:entry_id}", "clients.see", EntryOut)
def get_log_entry(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """One entry."""
    return answer(tell_entry(_entry(request.acting, entry_id)))


@room.writes("/{uuid:entry_id}/corrections", "clients.edit", EntryOut, 201)
def correct_log_entry(request: HttpRequest, entry_id: uuid.UUID, given: Correction) -> HttpResponse:
    """Write a corrected entry in place of one. What was said before is kept."""
    entry = _entry(request.acting, entry_id)
    return answer(tell_entry(entry.correct(given.text, request.acting.actor, **_changes(entry, given))), 201)


def _changes(entry: LogEntry, given: Correction) -> dict[str, Any]:
    sent = given.model_fields_set
    changes: dict[str, Any] = {"minutes": given.minutes} if "minutes" in sent else {}
    if "contact_id" in sent:
        changes["contact"] = contact_named(entry.client, given.contact_id)
    changes |= {"kind": given.kind} if given.kind else {}
    return changes | ({"at": given.happened_at} if given.happened_at else {})


def write_entry(acting: Acting, client: Client, given: NewEntry) -> HttpResponse:
    """Log an entry with a client."""
    entry = LogEntry.write(
        client, given.kind, given.text, acting.actor, contact=contact_named(client, given.contact_id),
        at=given.happened_at, minutes=given.minutes,
    )  # fmt: skip
    return answer(tell_entry(entry), 201)


def entries_page(client: Client, asked: Page) -> HttpResponse:
    """A page of a client's entries, newest first."""
    after = read_cursor(asked.cursor, uuid.UUID)
    found = LogEntry.objects.filter(client=client).select_related("corrected_by")
    if after:
        found = found.filter(pk__lt=after[0])
    rows = list(found.order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda entry: [str(entry.pk)], tell_entry)


def tell_entry(entry: LogEntry) -> dict[str, Any]:
    return {
        "id": str(entry.pk), "client_id": str(entry.client_id), "kind": entry.kind, "text": entry.text,
        "contact_id": str(entry.contact_id) if entry.contact_id else None, "happened_at": moment(entry.happened_at),
        "minutes": entry.minutes, "direction": entry.direction or None,
        "corrects_id": str(entry.corrects_id) if entry.corrects_id else None,
        "is_corrected": hasattr(entry, "corrected_by"), "written_by": entry.written_by,
        "created_at": moment(entry.created_at),
    }  # fmt: skip


def _entry(acting: Acting, entry_id: uuid.UUID) -> LogEntry:
    found = LogEntry.objects.filter(pk=entry_id, client__in=clients(acting))
    entry = found.select_related("client", "contact", "corrected_by").first()
    if entry is None:
        raise Http404
    return entry
