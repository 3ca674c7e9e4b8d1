"""What this room shows on a client's page: when the client last got an update."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from clientkeep.foundation.ui.days import local_date, write_distance
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, how_many, newest, sign
from clientkeep.relationship.clients.slots import EVENT_TELLERS, Told
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Acting

from .model import StatusUpdate


def _asked(acting: Acting) -> dict[str, Any]:
    sent = StatusUpdate.objects.sent().order_by("-sent_at", "-pk")
    return {"sent": newest(sent, "sent_at"), "ready": how_many(StatusUpdate.objects.ready())}


@sign("updates", _asked, order=24)
def last_update(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine:
    """How long ago the last one was sent, and whether one waits to be read."""
    url = reverse("delivery:client_updates", args=[client.pk])
    words = "none yet"
    if found["sent"]:
        words = write_distance(local_date(found["sent"], acting.workspace.time_zone), acting.workspace.today())
    if found["ready"]:
        return SignLine("Last update", words, url, "waiting", "The next one waits to be read and sent")
    return SignLine("Last update", words, url, "" if found["sent"] else "empty")


def tell_updates(acting: Acting, events: Sequence[Event]) -> dict[Any, Told]:
    """The way from the timeline to the exact text."""
    rows = StatusUpdate.objects.visible_to(acting).filter(pk__in={event.about_id for event in events})
    return {row.pk: Told(acts=(("Read it", reverse("delivery:update", args=[row.pk])),)) for row in rows}


EVENT_TELLERS.add("statusupdate", tell_updates)
