"""Promises: ours that are due or late, theirs that are late."""

from django.db.models import Q, QuerySet

from clientkeep.relationship.conversations.models import Promise

from ..gathering import Found, gathers
from ..item import Item, lifted, link_to
from ..reading import Reading


def _due(read: Reading) -> QuerySet:
    """The longest due first: ours from their day on, theirs from the day after."""
    due = Q(side="ours", due_on__lte=read.today) | Q(side="theirs", due_on__lt=read.today)
    rows = Promise.objects.visible_to(read.acting).filter(due, state="open", client__archived_at=None)
    return rows.order_by("due_on", "pk")


@gathers("promises", "clients.edit", _due, day="due_on", words="what", more="side")
def promise_due(found: Found, read: Reading) -> Item:
    """A promise with its act: keep ours or tell them, remind them of theirs."""
    late, is_ours = (read.today - found.day).days, found.more == "ours"
    act = ("Tell them, or keep it" if late else "Keep it") if is_ours else "Remind them"
    return Item(
        key=f"promise:{found.pk}:{found.day}",
        rank=lifted((22 if is_ours else 32) - min(late, 10), found),
        sign="handshake",
        meaning="late" if late else "waiting",
        subject=found.client_name,
        url=link_to("clients:detail", found.client_id),
        rest=f"{'has our word' if is_ours else 'promised'}: {found.words}",
        why="Due today" if not late else "1 day late" if late == 1 else f"{late} days late",
        act=act,
        act_url=link_to("conversations:promise", found.pk),
    )
