"""The journal's promise: an unbroken chain in each workspace."""

from collections.abc import Iterator

from clientkeep.foundation.checks import check
from clientkeep.workspace.members.models import Workspace

from .chain import first_broken


@check("journal", "each workspace's journal is an unbroken chain")
def chains_hold() -> Iterator[str]:
    for workspace in Workspace.objects.order_by("created_at"):
        if broken := first_broken(workspace.pk):
            yield f"In the journal of {workspace.name}, {broken}."
