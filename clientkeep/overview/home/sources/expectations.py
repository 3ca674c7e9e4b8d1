"""Expectations letters that a client has not acknowledged for days."""

import datetime as dt

from django.db.models import QuerySet

from clientkeep.foundation.kept import Now
from clientkeep.lifecycle.onboarding.models import ExpectationsLetter

from ..gathering import Found, gathers
from ..item import Item, lifted, link_to
from ..reading import Reading

PATIENCE = dt.timedelta(days=3)


def _letters(read: Reading) -> QuerySet:
    return ExpectationsLetter.objects.visible_to(read.acting).unanswered(Now(-PATIENCE))


@gathers("expectations", "clients.edit", _letters, day="sent_at", words="subject", more="contact__name")
def letter_unanswered(found: Found, read: Reading) -> Item:
    """The client has been asked and has said nothing."""
    return Item(
        key=f"expectations:{found.pk}",
        rank=lifted(38, found),
        sign="handshake",
        meaning="waiting",
        subject=found.client_name,
        url=link_to("clients:detail", found.client_id),
        rest="has not acknowledged how you work together",
        why=f"Asked {found.more} {(read.today - found.day).days} days ago",
        act="Ask again, or ring",
        act_url=link_to("expectations:letter", found.pk),
    )
