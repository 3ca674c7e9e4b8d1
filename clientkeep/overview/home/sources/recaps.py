"""Recaps that the client questions, or has not answered for some days."""

import datetime as dt

from django.db.models import QuerySet

from clientkeep.foundation.kept import Now
from clientkeep.relationship.conversations.models import Recap

from ..gathering import Found, gathers
from ..item import Item, lifted, link_to
from ..reading import Reading

PATIENCE = dt.timedelta(days=3)


def _waiting(read: Reading) -> QuerySet:
    """Questioned ones first, then the longest unanswered."""
    rows = Recap.objects.visible_to(read.acting).needing_us(Now(-PATIENCE))
    return rows.filter(client__archived_at=None).order_by("state", "sent_at", "pk")


@gathers("recaps", "clients.edit", _waiting, day="sent_at", words="subject", more="state")
def recap(found: Found, read: Reading) -> Item:
    """A recap with its act."""
    asked = found.more == "questioned"
    url = link_to("conversations:recap", found.pk)
    return Item(
        key=f"recap:{found.pk}:{found.more}", rank=lifted(16 if asked else 58, found),
        sign="message-circle-question-mark" if asked else "mail", meaning="waiting", subject=found.client_name,
        url=link_to("clients:detail", found.client_id),
        rest=f"sees it differently: {found.words}" if asked else f"has not confirmed yet: {found.words}",
        why="", act="Read and answer" if asked else "Look at it", act_url=url,
    )  # fmt: skip
