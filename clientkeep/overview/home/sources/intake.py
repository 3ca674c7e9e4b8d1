"""Intake forms that were needed by now and are not sent back."""

from django.db.models import QuerySet

from clientkeep.lifecycle.onboarding.models import Intake

from ..gathering import Found, gathers
from ..item import Item, lifted, link_to
from ..reading import Reading


def _late(read: Reading) -> QuerySet:
    rows = Intake.objects.visible_to(read.acting).filter(state="open", due_on__lte=read.today, client__archived_at=None)
    return rows.order_by("due_on", "pk")


@gathers("intake", "clients.edit", _late, day="due_on", words="name")
def intake(found: Found, read: Reading) -> Item:
    """A form with its act."""
    late = (read.today - found.day).days
    return Item(
        key=f"intake:{found.pk}", rank=lifted(32, found), sign="clipboard-list", meaning="late" if late else "waiting",
        subject=found.client_name, url=link_to("clients:detail", found.client_id), rest=f"has not sent back “{found.words}” yet.",
        why="Needed today" if not late else f"Needed {late} day{'s' if late != 1 else ''} ago", act="Look at it",
        act_url=link_to("intake:intake", found.pk),
    )  # fmt: skip
