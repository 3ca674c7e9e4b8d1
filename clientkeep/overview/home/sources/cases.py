"""Steps of difficult cases whose day has come."""

from clientkeep.lifecycle.retention.models import CaseStep
from clientkeep.relationship.clients.models import Client

from ..item import Item, lifted, link_to, source
from ..reading import MOST, Reading


@source("case_steps", "clients.edit")
def case_steps(read: Reading) -> list[Item]:
    """The next step of each case that is with us, where its day is here or past."""
    steps = CaseStep.objects.filter(
        workspace=read.acting.workspace, done_at=None, skipped_at=None, due_on__lte=read.today, case__state="open",
        case__client__in=Client.objects.visible_to(read.acting).values("pk"),
    )  # fmt: skip
    rows = steps.select_related("case__client").order_by("due_on", "place")[: MOST * 2]
    first = {row.case_id: row for row in reversed(rows)}
    return [_item(row, read) for row in first.values()][:MOST]


def _item(step: CaseStep, read: Reading) -> Item:
    late = (read.today - step.due_on).days
    url = link_to("cases:step", step.pk)
    return Item(
        key=f"case_step:{step.pk}:{step.due_on}",
        rank=lifted(20 - min(late, 10), step.case.client),
        sign="life-buoy",
        meaning="late" if late else "waiting",
        subject=step.case.client.name,
        url=link_to("cases:case", step.case_id),
        rest=f"waits for a step: {step.kind.label.lower()}.",
        why=f"{step.case.about}; due {'today' if not late else 'yesterday' if late == 1 else f'{late} days ago'}",
        act=step.kind.label,
        act_url=url,
    )
