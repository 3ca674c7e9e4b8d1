"""What notices need to know of clients: who owns one, what it is called, where an event leads; and a client changing hands."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.notices.kinds import notice_kind
from clientkeep.workspace.notices.slots import CARERS, LEADS, NAMES

from .events import OwnerChanged
from .model import Client
from .slots import EVENT_TELLERS


def owner_of(client_id: Any) -> Iterable[Any]:
    """The member who owns a client."""
    return Client.objects.filter(pk=client_id, owner__isnull=False).values_list("owner_id", flat=True)


def client_names(client_ids: Iterable[Any]) -> dict[Any, str]:
    """The names of clients."""
    return dict(Client.objects.filter(pk__in=client_ids).values_list("pk", "name"))


def where_it_leads(acting: Acting, event: Event) -> str:
    """To what the event is about, as the timeline leads there, else to the client's page."""
    tell = EVENT_TELLERS.get(event.about_type)
    told = tell(acting, [event]).get(event.about_id) if tell and event.about_id else None
    if told and told.url:
        return told.url
    seen = event.client_id and Client.objects.visible_to(acting).filter(pk=event.client_id).exists()
    return reverse("clients:detail", args=[event.client_id]) if seen else ""


CARERS.add("owner", owner_of)
NAMES.add("clients", client_names)
LEADS.add("clients", where_it_leads)
notice_kind("given", "A client is given to you", (OwnerChanged,), "clients.see", order=90, to=lambda event: owner_of(event.client_id))
