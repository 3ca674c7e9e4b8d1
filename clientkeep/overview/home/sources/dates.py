"""Important dates of clients, from the first day of their notice until the day itself; contracts that end within a month."""

import datetime as dt

from django.db.models import QuerySet

from clientkeep.foundation.ui.days import write_day, write_distance
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.rhythm.models import ImportantDate

from ..gathering import Found, gathers
from ..item import Item, lifted_by, link_to
from ..reading import Reading

MONTH = dt.timedelta(days=30)


def _near(read: Reading) -> QuerySet:
    return ImportantDate.objects.visible_to(read.acting).to_tell(read.today)


@gathers("dates", "clients.edit", _near, day="next_on", words="what", more="contact__name")
def date_near(found: Found, read: Reading) -> Item:
    """A date that comes, until somebody has seen to it."""
    away = (found.day - read.today).days
    return Item(
        key=f"date:{found.pk}:{found.day}",
        rank=lifted_by(40 + min(away, 10), found.tier),
        sign="calendar",
        meaning="waiting",
        subject=found.client_name,
        url=link_to("clients:detail", found.client_id),
        rest=f"has a date {write_distance(found.day, read.today)}: {found.words}",
        why=" · ".join(filter(None, (write_day(found.day, read.today), found.more))),
        act="See to it",
        act_url=link_to("rhythm:date", found.pk),
    )


def _ending(read: Reading) -> QuerySet:
    rows = Client.objects.visible_to(read.acting).current().exclude(stage="former")
    return rows.filter(contract_ends__range=(read.today, read.today + MONTH)).order_by("contract_ends", "pk")


@gathers("contract_ends", "clients.edit", _ending, client="", day="contract_ends", words="name", more="tier")
def contract_ends(found: Found, read: Reading) -> Item:
    """A contract that ends within a month, as the client's record has it."""
    return Item(
        key=f"contract:{found.pk}:{found.day}",
        rank=lifted_by(38, found.more),
        sign="calendar",
        meaning="waiting",
        subject=found.words,
        url=link_to("clients:detail", found.pk),
        rest=f"has a contract that ends {write_distance(found.day, read.today)}.",
        why=write_day(found.day, read.today),
        act="Talk about renewing",
        act_url=link_to("conversations:write", found.pk),
    )
