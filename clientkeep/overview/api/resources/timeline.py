"""What happened, as the journal tells it: one sentence for each event, and the facts that its kind declares."""

import datetime as dt
import uuid
from typing import Any, Literal

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.workspace.journal.declaration import KINDS
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Acting

from ..answers import moment
from ..door import Room
from ..fields import Moment, Told
from ..paging import Page, page_answer, read_cursor
from .reach import clients

room = Room()
GROUPS = ("note", "call", "meeting", "mail", "promise", "document", "payment", "approval", "file", "change")
# Groups that need another act to be seen than the client itself.
NEEDS = {"document": "documents.see", "approval": "documents.see", "payment": "payments.see"}


class TimelineAsked(Page):
    """Filters of a timeline."""

    group: Literal[("", *GROUPS)] = ""
    slug: str = Field("", max_length=60, description="One kind of event, such as invoice.paid")
    since: Moment | None = Field(None, description="Only what happened at or after this moment")


class AllAsked(TimelineAsked):
    """Filters of the timeline of all clients."""

    client_id: uuid.UUID | None = None


class ActorOut(Told):
    kind: str
    id: uuid.UUID | None
    name: str


class AboutOut(Told):
    type: str
    id: uuid.UUID


class EventOut(Told):
    """Something that happened. `payload` holds the facts that this kind of event declares, and nothing else."""

    id: uuid.UUID
    seq: int
    slug: str
    group: str
    sentence: str
    client_id: uuid.UUID | None
    about: AboutOut | None
    actor: ActorOut
    happened_at: str
    recorded_at: str
    payload: dict[str, Any]


class EventsOut(Told):
    items: list[EventOut]
    next: str | None


@room.reads("", "clients.see", EventsOut)
def list_timeline(request: HttpRequest, asked: Query[AllAsked]) -> HttpResponse:
    """Everything that happened with all clients that this token sees, newest first."""
    return events_page(request.acting, asked, asked.client_id)


def events_page(acting: Acting, asked: TimelineAsked, client_id: uuid.UUID | None) -> HttpResponse:
    """A page of events, of one client or of all that this person sees."""
    found = Event.objects.filter(workspace=acting.workspace)
    if client_id:
        found = found.filter(client_id__in=list(clients(acting).filter(pk=client_id).values_list("pk", flat=True)))
    elif acting.member.sees_all_clients:
        found = found.exclude(client_id=None)
    else:
        found = found.filter(client_id__in=clients(acting).values("pk"))
    found = _narrowed(acting, found, asked)
    after = read_cursor(asked.cursor, _at, int)
    if after:
        at, seq = after
        found = found.filter(Q(happened_at__lt=at) | Q(happened_at=at, seq__lt=seq))
    rows = list(found.order_by("-happened_at", "-seq")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda event: [moment(event.happened_at), event.seq], tell_event)


def tell_event(event: Event) -> dict[str, Any]:
    kind = KINDS.get(event.slug)
    declared = kind.payload if kind else ()
    return {
        "id": str(event.pk), "seq": event.seq, "slug": event.slug, "group": event.group,
        "sentence": event.sentence if kind else "", "client_id": str(event.client_id) if event.client_id else None,
        "about": {"type": event.about_type, "id": str(event.about_id)} if event.about_id else None,
        "actor": {"kind": event.actor_kind, "id": str(event.actor_id) if event.actor_id else None, "name": event.actor_name},
        "happened_at": moment(event.happened_at), "recorded_at": moment(event.recorded_at),
        "payload": {name: event.payload[name] for name in declared if name in event.payload},
    }  # fmt: skip


def _narrowed(acting: Acting, found: Any, asked: TimelineAsked) -> Any:
    hidden = [group for group, act in NEEDS.items() if not acting.may(act)]
    if hidden:
        found = found.exclude(group__in=hidden)
    if asked.group:
        found = found.filter(group=asked.group)
    if asked.slug:
        found = found.filter(slug=asked.slug)
    if asked.since:
        found = found.filter(happened_at__gte=asked.since)
    return found


def _at(text: str) -> dt.datetime:
    at = dt.datetime.fromisoformat(text.replace("Z", "+00:00"))
    if at.tzinfo is None:
        raise ValueError
    return at


