"""Questions that clients asked in the portal and nobody has answered yet."""

import datetime as dt

from django.db.models import Exists, OuterRef

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal.models import Event

from ..item import Item, lifted, link_to, source
from ..reading import MOST, Reading

ANSWERS = ("mail.logged", "call.logged", "meeting.logged", "message.logged", "document.sent")
LOOKED_BACK = dt.timedelta(days=60)


@source("questions", "clients.edit")
def open_questions(read: Reading) -> list[Item]:
    """The oldest questions that no later word of the firm to that client has answered."""
    acting, today = read.acting, read.today
    answered = Event.objects.filter(
        workspace=OuterRef("workspace"), client_id=OuterRef("client_id"), seq__gt=OuterRef("seq"), slug__in=ANSWERS,
        actor_kind="member",
    )  # fmt: skip
    since = dt.datetime.combine(today - LOOKED_BACK, dt.time(), dt.UTC)
    asked = Event.objects.filter(workspace=acting.workspace, slug="document.question", happened_at__gte=since)
    rows = list(asked.filter(~Exists(answered)).order_by("happened_at")[:MOST])
    clients = Client.objects.visible_to(acting).in_bulk([row.client_id for row in rows])
    return [_item(row, clients[row.client_id]) for row in rows if row.client_id in clients]


def _item(event: Event, client: Client) -> Item:
    url = link_to("clients:detail", client.pk)
    about = f" about {event.payload.get('kind', '')} {event.payload.get('number', '')}"
    return Item(
        key=f"question:{event.pk}",
        rank=lifted(15, client),
        sign="message-circle-question-mark",
        meaning="waiting",
        subject=client.name,
        url=url,
        rest=f"asked{about}: “{event.payload.get('text', '')[:120]}”",
        why=f"By {event.actor_name}",
        act="Answer",
        act_url=url,
    )
