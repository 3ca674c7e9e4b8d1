"""Clients with whom trust turned for the worse."""

import datetime as dt

from django.db.models import QuerySet

from clientkeep.lifecycle.retention.trust.standing import TrustStanding

from ..gathering import Found, gathers
from ..item import Item, lifted_by, link_to
from ..reading import Reading

NEWS = dt.timedelta(days=28)


def turned(read: Reading) -> QuerySet:
    """The latest turns; one that is older than four weeks is no news any more."""
    return TrustStanding.objects.visible_to(read.acting).turned().filter(turned_on__gt=read.today - NEWS)


@gathers("trust", "clients.see", turned, day="turned_on", words="why", more="advice")
def item(found: Found, read: Reading) -> Item:
    return Item(
        key=f"trust:{found.client_id}:{found.day}",
        rank=lifted_by(35, found.tier),
        sign="trending-down",
        meaning="waiting",
        subject=found.client_name,
        url=link_to("clients:detail", found.client_id),
        rest="trusts you less than before.",
        why=" ".join(part for part in (f"{found.words}.", found.more) if part),
        act="See why",
        act_url=link_to("trust:of_client", found.client_id),
    )
