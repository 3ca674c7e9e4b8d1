"""Clients that have gone dormant, all of them as one line."""

from django.urls import reverse

from clientkeep.relationship.clients.dormant import dormant
from clientkeep.relationship.clients.models import Client

from ..counting import count_own
from ..item import Item, source
from ..reading import Reading

count_own("dormant", lambda acting: Client.objects.visible_to(acting).current().filter(dormant(acting), next_step=""))


@source("dormant", "clients.edit")
def dormant_clients(read: Reading) -> list[Item]:
    """Those with nothing planned; the list behind it plans a next step with many at once."""
    count = read.counts["dormant"]
    if not count:
        return []
    url = reverse("clients:list") + "?missing=dormant"
    return [
        Item(
            key=f"dormant:{count}", rank=70, sign="moon", meaning="waiting", subject="One client" if count == 1 else f"{count} clients",
            url=url, rest="is dormant, with nothing planned." if count == 1 else "are dormant, with nothing planned.",
            why="Nothing passed between you for longer than you want.", act="Plan a next step", act_url=url,
        )
    ]  # fmt: skip
