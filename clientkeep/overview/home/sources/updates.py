"""Updates for clients that are drafted and wait to be read and sent."""

from django.db.models import QuerySet

from clientkeep.lifecycle.delivery.models import StatusUpdate

from ..gathering import Found, gathers
from ..item import Item, lifted, link_to
from ..reading import Reading


def _ready(read: Reading) -> QuerySet:
    """The oldest day first; one without news is never among them."""
    return StatusUpdate.objects.visible_to(read.acting).ready().in_order()


@gathers("updates", "clients.edit", _ready, day="day", words="subject")
def update(found: Found, read: Reading) -> Item:
    """An update with its act."""
    url = link_to("delivery:update", found.pk)
    return Item(
        key=f"update:{found.pk}", rank=lifted(50, found), sign="send", meaning="waiting", subject=found.client_name,
        url=link_to("clients:detail", found.client_id), rest="is to get an update: it is drafted.", why="", act="Read and send", act_url=url,
    )  # fmt: skip
