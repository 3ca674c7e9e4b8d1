"""Recaps: what was agreed in a call or a meeting, in words that the client confirms."""

import uuid
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.conversations.models import LogEntry, Recap
from clientkeep.relationship.conversations.reach import thing_at
from clientkeep.relationship.conversations.recaps.drafting import drafted, recipients
from clientkeep.relationship.conversations.recaps.model import LONGEST, LONGEST_SUBJECT, STATES
from clientkeep.relationship.conversations.recaps.sending import send
from clientkeep.relationship.conversations.vague import find

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Text, Told
from ..paging import Page, page_answer, read_cursor
from .reach import clients, contact_named

room = Room()
of_entries = Room()
Ids = Annotated[list[uuid.UUID], Field(max_length=50)]


class RecapGiven(Given):
    """Its words and who gets it. For a draft that is begun, what is not sent is drafted from what was logged."""

    subject: Text(LONGEST_SUBJECT, least=1) | None = None
    text: Text(LONGEST, least=1) | None = None
    contact_ids: Ids | None = None


class RecapsAsked(Page):
    """Filters of the list of recaps."""

    client_id: uuid.UUID | None = None
    state: Literal[("", *STATES.all)] = ""


class VagueOut(Told):
    """Words that two people may read in two ways, with a suggestion."""

    words: str
    suggestion: str


class RecapOut(Told):
    """One version of a recap. `digest` is the SHA-256 of the text as it was sent; `vague` are words to look at."""

    id: uuid.UUID
    client_id: uuid.UUID
    entry_id: uuid.UUID
    version: int
    replaces_id: uuid.UUID | None
    state: str
    subject: str
    text: str
    contact_ids: list[uuid.UUID]
    vague: list[VagueOut]
    digest: str
    sent_at: str | None
    confirmed_at: str | None
    confirmed_by: str
    question: str
    written_by: str
    created_at: str


class RecapsOut(Told):
    items: list[RecapOut]
    next: str | None


@room.reads("", "clients.see", RecapsOut)
def list_recaps(request: HttpRequest, asked: Query[RecapsAsked]) -> HttpResponse:
    """List recaps, newest first."""
    exact = {"client_id": asked.client_id, "state": asked.state}
    found = Recap.objects.visible_to(request.acting).filter(**{name: value for name, value in exact.items() if value})
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    rows = list(found.prefetch_related("to").order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], tell_recap)


@room.reads("/{uuid:recap_id}", "clients.see", RecapOut)
def get_recap(request: HttpRequest, recap_id: uuid.UUID) -> HttpResponse:
    """One recap."""
    return answer(tell_recap(thing_at(request, Recap.objects, recap_id)))


@of_entries.writes("/{uuid:entry_id}/recaps", "clients.edit", RecapOut, 201)
def draft_recap(request: HttpRequest, entry_id: uuid.UUID, given: RecapGiven) -> HttpResponse:
    """Keep a draft over a call or a meeting, from its decisions, promises and next step. Notes never enter it."""
    rows = LogEntry.objects.filter(client__in=clients(request.acting))
    entry = rows.select_related("client__workspace", "workspace", "contact", "corrects").filter(pk=entry_id).first()
    if entry is None:
        raise Http404
    subject, text = drafted(entry, str(request.acting.member))
    to = recipients(entry) if given.contact_ids is None else _people(entry.client, given.contact_ids)
    begun = Recap.begin(entry, request.acting.actor, subject=given.subject or subject, text=given.text or text, to=to)
    return answer(tell_recap(begun), 201)


@room.writes("/{uuid:recap_id}", "clients.edit", RecapOut, method="PATCH")
def change_recap(request: HttpRequest, recap_id: uuid.UUID, given: RecapGiven) -> HttpResponse:
    """Change a draft. 409 once it was sent: a change is a new version."""
    found = thing_at(request, Recap.objects, recap_id)
    to = list(found.to.all()) if given.contact_ids is None else _people(found.client, given.contact_ids)
    found.write(subject=given.subject or found.subject, text=given.text or found.text, to=to)
    return answer(tell_recap(found))


@room.writes("/{uuid:recap_id}/sending", "clients.edit", RecapOut)
def send_recap(request: HttpRequest, recap_id: uuid.UUID) -> HttpResponse:
    """Send a draft to its contacts to be confirmed. From then on its text never changes."""
    found = thing_at(request, Recap.objects, recap_id)
    send(found, request.acting.actor)
    return answer(tell_recap(found))


@room.writes("/{uuid:recap_id}/versions", "clients.edit", RecapOut, 201)
def renew_recap(request: HttpRequest, recap_id: uuid.UUID) -> HttpResponse:
    """Begin the next version of one that waits for the client. It is open until the new one is sent."""
    return answer(tell_recap(thing_at(request, Recap.objects, recap_id).renew(request.acting.actor)), 201)


@room.writes("/{uuid:recap_id}/discarding", "clients.edit", RecapOut)
def discard_recap(request: HttpRequest, recap_id: uuid.UUID) -> HttpResponse:
    """Put a draft away."""
    found = thing_at(request, Recap.objects, recap_id)
    found.discard()
    return answer(tell_recap(found))


def tell_recap(recap: Recap) -> dict[str, Any]:
    return {
        "id": str(recap.pk), "client_id": str(recap.client_id), "entry_id": str(recap.entry_id), "version": recap.version,
        "replaces_id": str(recap.replaces_id) if recap.replaces_id else None, "state": recap.state,
        "subject": recap.subject, "text": recap.text, "contact_ids": [str(person.pk) for person in recap.to.all()],
        "vague": [{"words": each.words, "suggestion": each.suggestion} for each in find(recap.text)],
        "digest": recap.digest, "sent_at": moment(recap.sent_at), "confirmed_at": moment(recap.confirmed_at),
        "confirmed_by": recap.confirmed_by, "question": recap.question, "written_by": recap.written_by,
        "created_at": moment(recap.created_at),
    }  # fmt: skip


def _people(client: Client, ids: list[uuid.UUID]) -> list[Contact]:
    people = [contact_named(client, each, "contact_ids") for each in dict.fromkeys(ids)]
    if any(not person.email for person in people):
        raise Invalid("Choose contacts with an e-mail address.", "contact_ids")
    return people
