"""Questions that clients asked in the portal and nobody has answered yet."""

import datetime as dt

from django.db.models import Exists, OuterRef, Subquery

from clientkeep.foundation import clock
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.models import Wait
from clientkeep.relationship.conversations.response.rules import in_words
from clientkeep.workspace.journal.models import Event

from ..item import Item, lifted, link_to, source
from ..reading import MOST, Reading

LOOKED_BACK = dt.timedelta(days=60)


@source("questions", "clients.edit")
def open_questions(read: Reading) -> list[Item]:
    """The oldest questions that the firm has neither answered nor settled, with the moment promised by the response clock."""
    acting, now = read.acting, clock.now()
    open_waits = Wait.objects.visible_to(acting).on_us().filter(thread=None, client=OuterRef("client_id"), since__lte=OuterRef("happened_at"))
    asked = Event.objects.filter(workspace=acting.workspace, slug="document.question", happened_at__gte=now - LOOKED_BACK)
    rows = list(asked.filter(Exists(open_waits)).annotate(due_at=Subquery(open_waits.values("due_at")[:1])).order_by("happened_at")[:MOST])
    clients = Client.objects.visible_to(acting).current().in_bulk([row.client_id for row in rows])
    may_see = acting.may("documents.see")
    return [_item(row, clients[row.client_id], now, acting.workspace.time_zone, may_see) for row in rows if row.client_id in clients]


def _item(event: Event, client: Client, now: dt.datetime, zone: str, may_see: bool) -> Item:
    url = link_to("clients:detail", client.pk)
    about = f" about {event.payload.get('kind', '')} {event.payload.get('number', '')}"
    late = bool(event.due_at and event.due_at <= now)
    return Item(
        key=f"question:{event.pk}",
        rank=lifted(10 if late else 15, client),
        sign="message-circle-question-mark",
        meaning="late" if late else "waiting",
        subject=client.name,
        url=url,
        rest=f"asked{about}: “{event.payload.get('text', '')[:120]}”",
        why=f"By {event.actor_name}{_promised(event.due_at, now, zone)}",
        act="Answer",
        act_url=f"{link_to('documents:detail', event.about_id)}#question-{event.pk}" if may_see else url,
    )


def _promised(due_at: dt.datetime | None, now: dt.datetime, zone: str) -> str:
    if due_at is None:
        return ""
    by = in_words(due_at, now, zone)
    return f" · an answer was promised by {by}" if due_at <= now else f" · answer by {by}"
