"""What this room shows on the page of a stranger's mail."""

from typing import Any

from clientkeep.relationship.conversations.models import Arrival
from clientkeep.relationship.conversations.slots import STRANGER_ACTS
from clientkeep.workspace.members.acting import Acting


@STRANGER_ACTS.add("inquiry", "sales/inquiries/_of_mail.html")
def of_mail(acting: Acting, arrival: Arrival) -> dict[str, Any] | None:
    """The act that makes an inquiry of it, for who may change what is sold."""
    may = acting.may("clients.edit") and arrival.sender_email and not arrival.is_sent
    return {"arrival": arrival} if may else None
