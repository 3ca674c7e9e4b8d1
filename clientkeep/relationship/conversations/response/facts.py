"""What happened, gathered from the messages, the log and the journal: the one source of all waits."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from clientkeep.workspace.journal.models import Event

from ..messages.model import Message, Thread
from ..model import LogEntry
from .rules import Fact

BY_HAND = {"thread.answered": "settled", "response.settled": "settled", "response.on_them": "on_them", "response.on_us": "on_us"}
TALKS = ("call.logged", "meeting.logged", "mail.logged", "message.logged")
QUESTION = "document.question"
# What answers a question of the portal, beside talking and writing.
SENT = ("document.sent",)

# The conversation that facts belong to: a thread's id, or the id of a client whose questions they are.
Strand = tuple[Any, Any]


def of_threads(workspace_id: Any, threads: Any) -> dict[Strand, list[Fact]]:
    """Return the facts of each (client id, thread id) among `threads`, a queryset; four queries."""
    found: dict[Strand, list[Fact]] = {
        (client, pk): [] for pk, client in threads.order_by().values_list("pk", "client_id")
    }
    whose = {pk: client for client, pk in found}
    told = _tellers(workspace_id, found)
    messages = Message.objects.filter(thread__in=list(whose) if len(whose) < 500 else threads.order_by().values("pk"), automatic=False, withdrawn_at=None)
    for pk, thread, direction, at in messages.order_by().values_list("pk", "thread_id", "direction", "happened_at"):
        if thread in whose:
            found[whose[thread], thread].append(Fact(direction, at, pk, *told.get(pk, ())))
    by_hand = {str(pk): pk for pk in whose}
    for event in _events(workspace_id, BY_HAND, found):
        thread = whose.keys() & {event.about_id, by_hand.get(event.payload.get("thread"))}
        for pk in thread:
            found[whose[pk], pk].append(_fact(BY_HAND[event.slug], event))
    talks = _talks(workspace_id, found)
    for strand in found:
        found[strand] += talks.get(strand[0], ())
    return found


def of_questions(workspace_id: Any, client_ids: Iterable[Any]) -> dict[Strand, list[Fact]]:
    """Return the facts about the questions of each client in the portal, as (client id, None)."""
    strands = {(client, None): [] for client in client_ids}
    asked = _events(workspace_id, (QUESTION,), strands)
    found: dict[Strand, list[Fact]] = defaultdict(list)
    for event in asked:
        found[event.client_id, None].append(_fact("in", event))
    if not found:
        return {strand: [] for strand in strands}
    for event in _events(workspace_id, [*SENT, "message.written"], found):
        if event.actor_kind == "member":
            found[event.client_id, None].append(_fact("talk", event))
    for event in _events(workspace_id, BY_HAND, found):
        if event.payload.get("thread") == "":
            found[event.client_id, None].append(_fact(BY_HAND[event.slug], event))
    for client, facts in _talks(workspace_id, found).items():
        found[client, None] += facts
    return {**{strand: [] for strand in strands}, **found}


def _talks(workspace_id: Any, strands: Iterable[Strand]) -> dict[Any, list[Fact]]:
    """Calls, meetings, mails and messages that were logged, by client. A correction is the same talk."""
    clients = {client for client, _ in strands}
    entries = LogEntry.objects.filter(workspace=workspace_id, corrects=None).exclude(kind="note")
    if len(clients) < 500:
        entries = entries.filter(client__in=clients)
    rows = list(entries.order_by().values_list("pk", "client_id", "happened_at", "written_by"))
    who = {event.about_id: event.actor_id for event in _events(workspace_id, TALKS, strands)} if rows else {}
    found: dict[Any, list[Fact]] = defaultdict(list)
    for pk, client, at, by in rows:
        if client in clients:
            found[client].append(Fact("talk", at, pk, by, who.get(pk)))
    return found


def _tellers(workspace_id: Any, strands: Iterable[Strand]) -> dict[Any, tuple[str, Any]]:
    """Who wrote each message of the firm."""
    rows = _narrowed(workspace_id, ("message.written",), strands).values_list("about_id", "actor_name", "actor_id")
    return {about: (name, who) for about, name, who in rows}


def _events(workspace_id: Any, slugs: Iterable[str], strands: Iterable[Strand]) -> Iterable[Event]:
    return _narrowed(workspace_id, slugs, strands)


def _narrowed(workspace_id: Any, slugs: Iterable[str], strands: Iterable[Strand]) -> Any:
    events = Event.objects.filter(workspace=workspace_id, slug__in=list(slugs)).order_by()
    clients = {client for client, _ in strands}
    return events.filter(client_id__in=clients) if len(clients) < 500 else events.exclude(client_id=None)


def _fact(kind: str, event: Event) -> Fact:
    who = event.actor_id if event.actor_kind == "member" else None
    return Fact(kind, event.happened_at, event.pk, event.actor_name, who)


def thread_of(message_id: uuid.UUID | None) -> Thread | None:
    """Return the thread of a message with its client and firm."""
    found = Message.objects.filter(pk=message_id).select_related("thread__workspace", "thread__client").first()
    return found.thread if found else None
