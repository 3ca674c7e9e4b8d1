"""Next steps whose day has come, and clients without any."""

import datetime as dt

from clientkeep.foundation.ui.days import write_distance
from clientkeep.relationship.clients.models import Client

from ..item import Item, lifted, link_to, source
from ..reading import Reading


@source("steps", "clients.edit")
def next_steps(read: Reading) -> list[Item]:
    """Steps due today or before."""
    return [_due(client, read.today) for client in read.steps if client.next_step_on <= read.today]


@source("no_step", "clients.edit")
def without_a_next_step(read: Reading) -> list[Item]:
    """Living clients for whom nothing is planned: the weightiest few, since there may be many."""
    return [_missing(client) for client in read.without_step]


def _due(client: Client, today: dt.date) -> Item:
    late = (today - client.next_step_on).days
    url = link_to("clients:detail", client.pk)
    return Item(
        key=f"step:{client.pk}:{client.next_step_on}",
        rank=lifted(45 - min(late, 14), client),
        sign="arrow-right",
        meaning="late" if late else "waiting",
        subject=client.name,
        url=url,
        rest=f"is next: {client.next_step}",
        why=f"Planned for {write_distance(client.next_step_on, today)}",
        act="Prepare it",
        act_url=link_to("conversations:briefing", client.pk),
    )


def _missing(client: Client) -> Item:
    url = link_to("clients:detail", client.pk)
    return Item(
        key=f"no_step:{client.pk}",
        rank=lifted(80, client),
        sign="circle-dashed",
        meaning="",
        subject=client.name,
        url=url,
        rest="has no next step.",
        why="",
        act="Plan one",
        act_url=url,
    )
