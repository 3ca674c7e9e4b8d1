"""People who are to hear from the firm by its communication plans, from their day on."""

from django.db.models import QuerySet

from clientkeep.relationship.rhythm.models import PlanLine
from clientkeep.relationship.rhythm.plans.model import told_how

from ..gathering import Found, gathers
from ..item import Item, lifted_by, link_to
from ..reading import Reading


def _due(read: Reading) -> QuerySet:
    return PlanLine.objects.visible_to(read.acting).due_by(read.today)


@gathers("plan_lines", "clients.edit", _due, day="next_on", words="contact__name", more="channel", note="every")
def contact_due(found: Found, read: Reading) -> Item:
    """A contact that is due; the page behind it logs a talk, writes, moves or skips it."""
    late = (read.today - found.day).days
    how = told_how(found.more, found.note)
    return Item(
        key=f"plan_line:{found.pk}:{found.day}",
        rank=lifted_by(36 - min(late, 10), found.tier),
        sign="calendar-clock",
        meaning="late" if late else "waiting",
        subject=found.client_name,
        url=link_to("clients:detail", found.client_id),
        rest=f"{found.words} is to hear from you ({how})." if found.words else f"is to hear from you ({how}).",
        why="Due today" if not late else "1 day late" if late == 1 else f"{late} days late",
        act="Get in touch",
        act_url=link_to("rhythm:line", found.pk),
    )
