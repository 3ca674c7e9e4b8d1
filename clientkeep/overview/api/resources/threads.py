"""Conversations with clients: threads and their messages."""

import datetime as dt
import uuid
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.conversations.models import Message, Thread

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Told
from ..paging import Page, page_answer, read_cursor
from .reach import clients

room = Room()
messages = Room()


class ThreadsAsked(Page):
    """Which threads."""

    waiting: Literal["", "yes"] = ""
    client_id: uuid.UUID | None = None


class ThreadOut(Told):
    """A conversation. `waits_since`: since when the client waits for an answer."""

    id: uuid.UUID
    client_id: uuid.UUID
    subject: str
    started_at: str
    last_at: str
    waits_since: str | None


class ThreadsOut(Told):
    items: list[ThreadOut]
    next: str | None


class Correspondent(Told):
    name: str
    email: str


class MessageInThread(Told):
    """A message. `text` is what was newly said, `whole` all of it; `html` is cleaned."""

    id: uuid.UUID
    thread_id: uuid.UUID
    client_id: uuid.UUID
    contact_id: uuid.UUID | None
    direction: str
    channel: str
    sender: Correspondent
    to: list[Correspondent]
    subject: str
    text: str
    whole: str
    html: str
    notes: list[str]
    automatic: bool
    file_ids: list[uuid.UUID]
    letter_ids: list[uuid.UUID]
    happened_at: str


class MessagesOut(Told):
    items: list[MessageInThread]
    next: str | None


class NewPlace(Given):
    """Where a message belongs."""

    client_id: uuid.UUID


@room.reads("", "inbox.see", ThreadsOut)
def list_threads(request: HttpRequest, asked: Query[ThreadsAsked]) -> HttpResponse:
    """List threads, the newest message first; those that wait for an answer by the longest wait."""
    column, side = ("waits_since", "gt") if asked.waiting else ("last_at", "lt")
    found = Thread.objects.visible_to(request.acting)
    if asked.waiting:
        found = found.filter(waits_since__isnull=False)
    if asked.client_id:
        found = found.filter(client_id=asked.client_id)
    if after := read_cursor(asked.cursor, _moment, uuid.UUID):
        further: dict[str, Any] = {f"{column}__{side}": after[0]}
        same: dict[str, Any] = {column: after[0], f"id__{side}": after[1]}
        found = found.filter(**further) | found.filter(**same)
    sign = "" if asked.waiting else "-"
    rows = list(found.order_by(f"{sign}{column}", f"{sign}id")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [getattr(row, column).isoformat(), str(row.pk)], tell_thread)


@room.reads("/{uuid:thread_id}", "inbox.see", ThreadOut)
def get_thread(request: HttpRequest, thread_id: uuid.UUID) -> HttpResponse:
    """One thread."""
    return answer(tell_thread(_thread(request, thread_id)))


@room.reads("/{uuid:thread_id}/messages", "inbox.see", MessagesOut)
def list_messages(request: HttpRequest, thread_id: uuid.UUID, asked: Query[Page]) -> HttpResponse:
    """A page of a thread's messages, the newest first."""
    found = Message.objects.visible_to(request.acting).filter(thread=_thread(request, thread_id))
    if after := read_cursor(asked.cursor, _moment, uuid.UUID):
        found = found.filter(happened_at__lt=after[0]) | found.filter(happened_at=after[0], id__lt=after[1])
    rows = list(found.prefetch_related("files", "letters").order_by("-happened_at", "-id")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [row.happened_at.isoformat(), str(row.pk)], tell_message)


@room.writes("/{uuid:thread_id}/settlement", "inbox.answer", ThreadOut)
def settle_thread(request: HttpRequest, thread_id: uuid.UUID) -> HttpResponse:
    """Say that a thread needs no answer. Safe to repeat."""
    thread = _thread(request, thread_id)
    thread.settle(request.acting.actor)
    return answer(tell_thread(thread))


@messages.writes("/{uuid:message_id}/move", "inbox.answer", MessageInThread)
def move_message(request: HttpRequest, message_id: uuid.UUID, given: NewPlace) -> HttpResponse:
    """Put a message with another client, in a thread of its own there."""
    message = _message(request, message_id)
    client = clients(request.acting).filter(pk=given.client_id).first()
    if client is None:
        raise Invalid("Give the id of a client on record.", "client_id")
    message.move_to(client, request.acting.actor)
    return answer(tell_message(message))


def tell_thread(thread: Thread) -> dict[str, Any]:
    return {
        "id": str(thread.pk), "client_id": str(thread.client_id), "subject": thread.subject, "started_at": moment(thread.started_at),
        "last_at": moment(thread.last_at), "waits_since": moment(thread.waits_since),
    }  # fmt: skip


def tell_message(message: Message) -> dict[str, Any]:
    return {
        "id": str(message.pk), "thread_id": str(message.thread_id), "client_id": str(message.client_id),
        "contact_id": str(message.contact_id) if message.contact_id else None, "direction": message.direction,
        "channel": message.channel, "sender": {"name": message.from_name, "email": message.from_email},
        "to": [{"name": str(each.get("name", "")), "email": str(each.get("email", ""))} for each in message.to],
        "subject": message.subject, "text": message.text, "whole": message.whole or message.text, "html": message.html,
        "notes": message.notes, "automatic": message.automatic, "file_ids": [str(each.pk) for each in message.files.all()],
        "letter_ids": [str(each.pk) for each in message.letters.all()], "happened_at": moment(message.happened_at),
    }  # fmt: skip


def _thread(request: HttpRequest, thread_id: uuid.UUID) -> Thread:
    found = Thread.objects.visible_to(request.acting).filter(pk=thread_id).select_related("client").first()
    if found is None:
        raise Http404
    return found


def _message(request: HttpRequest, message_id: uuid.UUID) -> Message:
    seen = Message.objects.visible_to(request.acting).select_related("client", "thread")
    found = seen.filter(pk=message_id).first()
    if found is None:
        raise Http404
    return found


def _moment(text: str) -> dt.datetime:
    found = dt.datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
