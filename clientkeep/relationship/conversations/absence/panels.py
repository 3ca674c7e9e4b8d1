"""What this room adds to the page of absences: the way to tell clients."""

from typing import Any

from clientkeep.workspace.hours.models import Absence
from clientkeep.workspace.hours.slots import ABSENCE_ACTS
from clientkeep.workspace.members.acting import Acting


@ABSENCE_ACTS.add("tell", "conversations/absence/_act.html")
def tell_clients(acting: Acting, absence: Absence) -> dict[str, Any] | None:
    """For who may write to clients."""
    return {"absence": absence} if acting.may("clients.edit") else None
