"""What expectations letters show elsewhere: how they stand with a client, and where their entries lead."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, newest, sign
from clientkeep.relationship.clients.slots import CLIENT_ACTS, EVENT_TELLERS, Told
from clientkeep.workspace.members.acting import Acting

from .model import ExpectationsLetter


def _asked(acting: Acting) -> dict[str, Any]:
    mine = ExpectationsLetter.objects.filter(workspace=acting.workspace, state__in=("draft", "sent", "acknowledged")).order_by("-created_at")
    return {"state": newest(mine, "state"), "by": newest(mine, "acknowledged_by")}


@sign("expectations", _asked, order=18)
def how_expectations_stand(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine | None:
    """Whether the client has acknowledged how we work; nothing was written, nothing is said."""
    if not found["state"]:
        return None
    words = {"draft": "a draft waits to be sent", "sent": f"wait for {client.name} to acknowledge them", "acknowledged": f"acknowledged by {found['by']}"}
    meaning = "good" if found["state"] == "acknowledged" else "waiting"
    return SignLine("Expectations", words[found["state"]], reverse("expectations:of_client", args=[client.pk]), meaning)


@CLIENT_ACTS.add("expectations", "onboarding/expectations/client_act.html", order=13)
def write_one(acting: Acting, client: Client) -> dict[str, Any] | None:
    """Write an expectations letter, in the client's menu."""
    return {"client": client} if acting.may("clients.edit") and not client.archived_at else None


def tell_letters(acting: Acting, events: Sequence[Any]) -> dict[Any, Told]:
    """Where a letter's entries lead."""
    if not acting.may("clients.edit"):
        return {}
    return {event.about_id: Told(url=reverse("expectations:letter", args=[event.about_id])) for event in events}


EVENT_TELLERS.add("expectationsletter", tell_letters)
