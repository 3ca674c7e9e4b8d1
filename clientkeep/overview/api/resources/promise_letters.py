"""Letters about late promises: drafted, read and changed, sent by a person's word alone."""

import uuid
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.conversations.models import Promise, Reminder
from clientkeep.relationship.conversations.promises.reminder import LONGEST, LONGEST_SUBJECT, STATES
from clientkeep.relationship.conversations.reach import thing_at

from ..answers import answer, day, moment
from ..door import Room
from ..fields import Day, Given, Text, Told
from ..paging import Page, page_answer, read_cursor
from .reach import contact_named

room = Room()
of_promises = Room()


class NewPromiseLetter(Given):
    """What the letter needs to know."""

    new_day: Day | None = Field(None, description="ours: the day that is promised instead, from today on")


class PromiseLetterChange(Given):
    """What is changed. What is not sent stays."""

    subject: Text(LONGEST_SUBJECT, least=1) | None = None
    text: Text(LONGEST, least=1) | None = None
    contact_id: uuid.UUID | None = None


class PromiseLettersAsked(Page):
    """Filters. `waiting`: drafts whose promise is still open and has the day that they speak of."""

    client_id: uuid.UUID | None = None
    state: Literal[("", *STATES.all, "waiting")] = ""


class PromiseLetterOut(Told):
    """A letter about a promise whose day (`due_on`) passed."""

    id: uuid.UUID
    promise_id: uuid.UUID
    client_id: uuid.UUID
    contact_id: uuid.UUID | None
    due_on: str
    new_day: str | None
    state: str
    subject: str
    text: str
    created_at: str
    sent_at: str | None


class PromiseLettersOut(Told):
    items: list[PromiseLetterOut]
    next: str | None


@room.reads("", "clients.see", PromiseLettersOut)
def list_promise_letters(request: HttpRequest, asked: Query[PromiseLettersAsked]) -> HttpResponse:
    """List letters about late promises, newest first."""
    found = Reminder.objects.visible_to(request.acting)
    if asked.state:
        found = found.waiting() if asked.state == "waiting" else found.filter(state=asked.state)
    if asked.client_id:
        found = found.filter(client_id=asked.client_id)
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    rows = list(found.order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], tell_letter)


@room.reads("/{uuid:reminder_id}", "clients.see", PromiseLetterOut)
def get_promise_letter(request: HttpRequest, reminder_id: uuid.UUID) -> HttpResponse:
    """One letter."""
    return answer(tell_letter(thing_at(request, Reminder.objects, reminder_id)))


@of_promises.writes("/{uuid:promise_id}/letter", "clients.edit", PromiseLetterOut, 201)
def draft_promise_letter(request: HttpRequest, promise_id: uuid.UUID, given: NewPromiseLetter) -> HttpResponse:
    """Draft the letter about a late promise. Ours needs its new day, which it gets when the letter is sent."""
    promise = thing_at(request, Promise.objects, promise_id)
    return answer(tell_letter(Reminder.draft(promise, str(request.acting.member), given.new_day)), 201)


@room.writes("/{uuid:reminder_id}", "clients.edit", PromiseLetterOut, method="PATCH")
def change_promise_letter(request: HttpRequest, reminder_id: uuid.UUID, given: PromiseLetterChange) -> HttpResponse:
    """Change the words of a draft, or who gets it."""
    found = thing_at(request, Reminder.objects.select_related("contact"), reminder_id)
    found.write(**_said(found, given))
    return answer(tell_letter(found))


@room.writes("/{uuid:reminder_id}/sending", "clients.edit", PromiseLetterOut)
def send_promise_letter(request: HttpRequest, reminder_id: uuid.UUID, given: PromiseLetterChange) -> HttpResponse:
    """Send it, with changed words where some are given. 409 where the promise was kept, moved or dropped meanwhile."""
    found = thing_at(request, Reminder.objects.select_related("contact"), reminder_id)
    said = _said(found, given)
    if said["contact"] is None:
        raise Invalid("Choose who gets it.", "contact_id")
    found.send(request.acting.actor, **said)
    return answer(tell_letter(found))


@room.writes("/{uuid:reminder_id}/dropping", "clients.edit", PromiseLetterOut)
def drop_promise_letter(request: HttpRequest, reminder_id: uuid.UUID) -> HttpResponse:
    """Put a draft away. It does not come again for this day."""
    found = thing_at(request, Reminder.objects, reminder_id)
    found.drop()
    return answer(tell_letter(found))


def tell_letter(letter: Reminder) -> dict[str, Any]:
    return {
        "id": str(letter.pk), "promise_id": str(letter.promise_id), "client_id": str(letter.client_id),
        "contact_id": str(letter.contact_id) if letter.contact_id else None, "due_on": day(letter.due_on),
        "new_day": day(letter.new_day), "state": letter.state, "subject": letter.subject, "text": letter.text,
        "created_at": moment(letter.created_at), "sent_at": moment(letter.sent_at),
    }  # fmt: skip


def _said(letter: Reminder, given: PromiseLetterChange) -> dict[str, Any]:
    return {
        "subject": letter.subject if given.subject is None else given.subject,
        "text": letter.text if given.text is None else given.text,
        "contact": contact_named(letter.client, given.contact_id) or letter.contact,
    }
