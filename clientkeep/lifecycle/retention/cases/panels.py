"""What cases add to the client's page: the way to open one, and where entries of the timeline lead."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.slots import CLIENT_ACTS, EVENT_TELLERS, Told
from clientkeep.relationship.conversations.slots import THREAD_ANSWER
from clientkeep.workspace.members.acting import Acting


@CLIENT_ACTS.add("case", "retention/cases/client_act.html", order=60)
def open_a_case(acting: Acting, client: Client) -> dict[str, Any] | None:
    """Open a case."""
    return {"client": client} if acting.may("clients.edit") and not client.archived_at else None


@THREAD_ANSWER.add("case", "retention/cases/thread_act.html", order=90)
def complained(acting: Acting, thread: Any) -> dict[str, Any] | None:
    """Open a case about what the client writes."""
    return {"thread": thread} if acting.may("clients.edit") else None


def tell_cases(acting: Acting, events: Sequence[Any]) -> dict[Any, Told]:
    """A case never goes away."""
    return {event.about_id: Told(url=reverse("cases:case", args=[event.about_id])) for event in events}


EVENT_TELLERS.add("case", tell_cases)
