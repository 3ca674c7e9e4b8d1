"""Going through the updates that are ready, one after another."""

import uuid
from dataclasses import dataclass

from clientkeep.workspace.members.acting import Acting

from .model import StatusUpdate

MOST = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """Where one update stands among those that are ready: 1 is the first; 0 is none of them."""

    at: int
    total: int
    before: uuid.UUID | None
    after: uuid.UUID | None


def place_of(acting: Acting, update: StatusUpdate) -> Place:
    ready = list(StatusUpdate.objects.visible_to(acting).ready().in_order().values_list("pk", flat=True)[:MOST])
    if update.pk not in ready:
        return Place(0, len(ready), None, ready[0] if ready else None)
    at = ready.index(update.pk)
    return Place(at + 1, len(ready), ready[at - 1] if at else None, ready[at + 1] if at + 1 < len(ready) else None)
