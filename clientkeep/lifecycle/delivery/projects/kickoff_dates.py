"""What a project knows for the agenda of a kickoff: its open milestones with their present days."""

from collections.abc import Sequence

from clientkeep.lifecycle.onboarding.kickoffs.agenda import DATES, Basis
from clientkeep.lifecycle.onboarding.kickoffs.rules import Dated

from .milestone import Milestone


def milestones(basis: Basis) -> Sequence[Dated]:
    """Of the project that the agreement opened; without an agreement, of all that go on with the client."""
    rows = Milestone.objects.filter(project__client=basis.client, state="open", project__state__in=("planned", "running"))
    rows = rows.filter(project__source=basis.agreement) if basis.agreement else rows
    return [Dated(name, due_on) for name, due_on in rows.in_order().values_list("name", "due_on")]


DATES.add("projects", milestones)
