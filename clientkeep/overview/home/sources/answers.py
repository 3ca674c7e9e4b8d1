"""Clients who wait for an answer that is due today, soon, or has been."""

import datetime as dt
from typing import Any

from django.db.models import Q

from clientkeep.foundation import clock
from clientkeep.foundation.kept import Now
from clientkeep.relationship.conversations.models import Wait
from clientkeep.relationship.conversations.response.rules import in_words

from ..gathering import Found, gathers
from ..item import TIER_LIFT, Item, link_to
from ..reading import Reading

AHEAD = dt.timedelta(hours=16)


def due(read: Reading) -> Any:
    """What is late first, then what is due next. Questions of the portal tell themselves, with their words."""
    soon = Q(due_at__lte=Now(AHEAD)) | Q(warn_at__lte=Now())
    return Wait.objects.visible_to(read.acting).on_us().filter(soon, client__archived_at=None, thread__isnull=False)


@gathers("answers", "clients.edit", due, words="about", more="due_at", note="promise")
def answer_that_is_due(found: Found, read: Reading) -> Item:
    """By when this client has been promised an answer."""
    due_at, now = _moment(found.more), clock.now()
    late, by = due_at <= now, in_words(due_at, now, read.acting.workspace.time_zone)
    return Item(
        key=f"answer:{found.pk}",
        rank=(10 if late else 20) - TIER_LIFT.get(found.tier, 0),
        sign="triangle-alert" if late else "timer",
        meaning="late" if late else "waiting",
        subject=found.client_name,
        url=link_to("clients:detail", found.client_id),
        rest=f"was promised an answer by {by}." if late else f"waits for an answer by {by}.",
        why=f"{found.words} · {found.note}",
        act="Answer",
        act_url=link_to("conversations:response", found.client_id),
    )


def _moment(text: str) -> dt.datetime:
    """A moment as the database writes it, in UTC."""
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
