"""Promises: ours that are due or late, theirs that are late."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from clientkeep.relationship.conversations.models import Promise, Reminder

from ..gathering import Found, gathers
from ..item import Item, lifted, link_to
from ..reading import Reading


def _due(read: Reading) -> QuerySet:
    """The longest due first: ours from their day on, theirs from the day after."""
    due = Q(side="ours", due_on__lte=read.today) | Q(side="theirs", due_on__lt=read.today)
    drafted = Reminder.objects.filter(promise=OuterRef("pk"), due_on=OuterRef("due_on"), state="draft")
    rows = Promise.objects.visible_to(read.acting).filter(due, ~Exists(drafted), state="open", client__archived_at=None)
    return rows.order_by("due_on", "pk")


@gathers("promises", "clients.edit", _due, day="due_on", words="what", more="side")
def promise_due(found: Found, read: Reading) -> Item:
    """A promise with its act: keep ours or tell them, remind them of theirs."""
    late, is_ours = (read.today - found.day).days, found.more == "ours"
    act = ("Tell them" if late else "Keep it") if is_ours else "Remind them"
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
        act_url=link_to("conversations:promise_tell" if late else "conversations:promise", found.pk),
    )


def _letters(read: Reading) -> QuerySet:
    """Letters about late promises that were drafted and hold, the longest late first."""
    return Reminder.objects.visible_to(read.acting).waiting().filter(client__archived_at=None).order_by("due_on", "pk")


@gathers("reminders", "clients.edit", _letters, day="due_on", words="promise__what", more="promise__side")
def letter_to_read(found: Found, read: Reading) -> Item:
    """A letter that waits for a person to read and send it."""
    late = (read.today - found.day).days
    return Item(
        key=f"reminder:{found.pk}",
        rank=lifted((22 if found.more == "ours" else 30) - min(late, 10), found),
        sign="mail",
        meaning="late",
        subject=found.client_name,
        url=link_to("clients:detail", found.client_id),
        rest=f"{'has our word' if found.more == 'ours' else 'promised'}: {found.words}. A letter is drafted.",
        why="1 day late" if late == 1 else f"{late} days late",
        act="Read and send",
        act_url=link_to("conversations:reminder", found.pk),
    )
