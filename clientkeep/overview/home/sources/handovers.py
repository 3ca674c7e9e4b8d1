"""Clients that were handed to this person, until they say that they have read the hand-over."""

from django.db.models import QuerySet

from clientkeep.relationship.rhythm.models import HandOver

from ..gathering import Found, gathers
from ..item import Item, lifted_by, link_to
from ..reading import Reading


def _mine(read: Reading) -> QuerySet:
    return HandOver.objects.visible_to(read.acting).open().filter(owner=read.acting.member)


@gathers("hand_overs", "clients.edit", _mine, words="before__user__name", more="handed_by")
def handed_over(found: Found, read: Reading) -> Item:
    """One for each client; it goes once it is acknowledged."""
    url = link_to("rhythm:hand_over", found.pk)
    return Item(
        key=f"hand_over:{found.pk}",
        rank=lifted_by(28, found.tier),
        sign="user-check",
        meaning="waiting",
        subject=found.client_name,
        url=link_to("clients:detail", found.client_id),
        rest=f"was {found.words}’s and is yours now." if found.words else "is yours now.",
        why=f"Handed over by {found.more}" if found.more else "",
        act="Read the hand-over",
        act_url=url,
    )
