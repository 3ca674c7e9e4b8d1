"""Milestones that are late."""

from django.db.models import QuerySet

from clientkeep.lifecycle.delivery.models import Milestone

from ..gathering import Found, gathers
from ..item import Item, lifted, link_to
from ..reading import Reading


def _late(read: Reading) -> QuerySet:
    return Milestone.objects.visible_to(read.acting).late(read.today)


@gathers("milestones", "clients.edit", _late, client="project__client", day="due_on", words="name", more="project__name")
def late_milestone(found: Found, read: Reading) -> Item:
    """A milestone whose day has passed."""
    days = (read.today - found.day).days
    return Item(
        key=f"milestone:{found.pk}:{found.day}", rank=lifted(34 - min(days, 10), found), sign="milestone", meaning="late", subject=found.client_name,
        url=link_to("clients:detail", found.client_id), rest=f"waits for “{found.words}”, {days} {'day' if days == 1 else 'days'} late.",
        why=found.more, act="Move or finish it", act_url=link_to("projects:milestone", found.pk),
    )  # fmt: skip
