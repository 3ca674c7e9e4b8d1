"""Clients whom a person covers while a colleague is away."""

from typing import Any

from clientkeep.foundation.ui.days import write_distance
from clientkeep.relationship.conversations.models import Cover

from ..gathering import Found, gathers
from ..item import Item, link_to
from ..reading import Reading


def covered(read: Reading) -> Any:
    """Clients that this person covers today."""
    return Cover.objects.filter(workspace=read.acting.workspace, member=read.acting.member).order_by("client__words", "pk")


@gathers("cover", "clients.see", covered, day="absence__last", words="absence__member__user__name")
def covered_client(found: Found, read: Reading) -> Item:
    """Whom one looks after meanwhile, and until when."""
    url = link_to("clients:detail", found.client_id)
    last = found.day or read.today
    return Item(
        key=f"cover:{found.pk}",
        rank=50,
        sign="user-check",
        meaning="",
        subject=found.client_name,
        url=url,
        rest=f"is yours to look after while {found.words or 'a colleague'} is away.",
        why=f"Until {write_distance(last, read.today)}" if last > read.today else "Until tonight",
        act="Open the client",
        act_url=url,
    )
