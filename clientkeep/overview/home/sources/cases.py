"""Steps of difficult cases whose day has come."""

from django.db.models import Exists, OuterRef, QuerySet

from clientkeep.lifecycle.retention.cases.rules import STEPS
from clientkeep.lifecycle.retention.models import CaseStep
from clientkeep.relationship.clients.models import Client

from ..gathering import Found, gathers
from ..item import Item, lifted_by, link_to
from ..reading import Reading


def steps_due(read: Reading) -> QuerySet:
    """The next step of each case that is with us, where its day is here or past."""
    left = CaseStep.objects.filter(done_at=None, skipped_at=None)
    earlier = left.filter(case=OuterRef("case"), place__lt=OuterRef("place"))
    mine = left.filter(
        workspace=read.acting.workspace, due_on__lte=read.today, case__state="open",
        case__client__in=Client.objects.visible_to(read.acting).values("pk"),
    )  # fmt: skip
    return mine.filter(~Exists(earlier)).order_by("due_on", "pk")


@gathers("case_steps", "clients.edit", steps_due, client="case__client", day="due_on", words="key", more="case__about")
def item(found: Found, read: Reading) -> Item:
    late, step = (read.today - found.day).days, STEPS[found.words]
    return Item(
        key=f"case_step:{found.pk}:{found.day}",
        rank=lifted_by(20 - min(late, 10), found.tier),
        sign="life-buoy",
        meaning="late" if late else "waiting",
        subject=found.client_name,
        url=link_to("clients:detail", found.client_id),
        rest=f"waits for a step: {step.label.lower()}.",
        why=f"{found.more}; due {'today' if not late else 'yesterday' if late == 1 else f'{late} days ago'}",
        act=step.label,
        act_url=link_to("cases:step", found.pk),
    )
