"""The way to the page before a talk, from the client's menu."""

from typing import Any

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.slots import CLIENT_ACTS
from clientkeep.workspace.members.acting import Acting


@CLIENT_ACTS.add("briefing", "conversations/briefing/_act.html", order=10)
def briefing_act(acting: Acting, client: Client) -> dict[str, Any]:
    """Prepare a call or a meeting."""
    return {"client": client}
