"""The ways to a mailing from the list of clients."""

from typing import Any

from clientkeep.relationship.clients.slots import LIST_ACTS, LIST_BULK
from clientkeep.workspace.members.acting import Acting


@LIST_ACTS.add("mailings", "conversations/mailings/_list_act.html", order=20)
def mailings_act(acting: Acting, _: Any) -> dict[str, Any] | None:
    """All mailings, in the list's menu."""
    return {} if acting.may("clients.edit") else None


@LIST_BULK.add("mailings", "conversations/mailings/_bulk.html", order=20)
def write_to_chosen(acting: Acting, _: Any) -> dict[str, Any] | None:
    """Write to the ticked clients."""
    return {} if acting.may("clients.edit") else None
