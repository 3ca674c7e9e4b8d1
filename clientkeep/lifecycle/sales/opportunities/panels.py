"""What opportunities show on the client's page: one line, the way to note one, and where entries of the timeline lead."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, how_many, newest, sign
from clientkeep.relationship.clients.slots import CLIENT_ACTS, EVENT_TELLERS, Told
from clientkeep.workspace.members.acting import Acting

from .model import Opportunity


def _values(acting: Acting) -> Mapping[str, Any]:
    opened = Opportunity.objects.visible_to(acting).open()
    first = opened.order_by("stale_on", "pk")
    return {"count": how_many(opened), "title": newest(first, "title"), "pk": newest(first, "pk"), "stage": newest(first, "stage__name"), "stale_on": newest(first, "stale_on")}


@sign("opportunities", _values, order=40)
def open_of(acting: Acting, client: Client, values: Mapping[str, Any]) -> SignLine | None:
    """The open opportunity that waits longest, or how many there are."""
    if not values["count"]:
        return None
    meaning = "late" if values["stale_on"] <= acting.workspace.today() else "waiting"
    if values["count"] == 1:
        url = reverse("opportunities:opportunity", args=[values["pk"]])
        return SignLine("Opportunity", values["stage"], url, meaning, values["title"])
    return SignLine("Opportunities", f"{values['count']} open", f"{reverse('opportunities:list')}?client={client.pk}", meaning)


@CLIENT_ACTS.add("opportunity", "sales/opportunities/client_act.html", order=30)
def note_an_opportunity(acting: Acting, client: Client) -> dict[str, Any] | None:
    """Note an opportunity."""
    url = f"{reverse('opportunities:new')}?client={client.pk}"
    return {"url": url} if acting.may("clients.edit") and not client.archived_at else None


def tell_opportunities(acting: Acting, events: Sequence[Any]) -> dict[Any, Told]:
    """An opportunity never goes away."""
    return {event.about_id: Told(url=reverse("opportunities:opportunity", args=[event.about_id])) for event in events}


EVENT_TELLERS.add("opportunity", tell_opportunities)
