"""What kickoffs show elsewhere: a line on the client's page, the way to plan one, where their entries lead."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from clientkeep.foundation.ui.days import write_exact
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, newest, sign
from clientkeep.relationship.clients.slots import CLIENT_ACTS, EVENT_TELLERS, Told
from clientkeep.workspace.members.acting import Acting

from .model import Kickoff


def _asked(acting: Acting) -> dict[str, Any]:
    mine = Kickoff.objects.filter(workspace=acting.workspace).exclude(state="cancelled").order_by("-created_at", "-pk")
    return {"state": newest(mine, "state"), "pk": newest(mine, "pk"), "starts_at": newest(mine, "starts_at"), "recap": newest(mine, "recap__state")}


@sign("kickoffs", _asked, order=19)
def how_the_kickoff_stands(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine | None:
    """When the newest kickoff is, or what became of it; none was planned, nothing is said."""
    if not found["pk"]:
        return None
    url = reverse("kickoffs:kickoff", args=[found["pk"]])
    if found["state"] == "planned":
        when = write_exact(found["starts_at"], acting.workspace.time_zone) if found["starts_at"] else "no time yet"
        return SignLine("Kickoff", f"planned, {when}", url, "waiting")
    words = {"confirmed": "held, recap confirmed", "sent": f"held, recap waits for {client.name}", "questioned": "held, recap questioned"}
    return SignLine("Kickoff", words.get(found["recap"], "held, recap not sent"), url, "good" if found["recap"] == "confirmed" else "waiting")


@CLIENT_ACTS.add("kickoffs", "onboarding/kickoffs/client_act.html", order=14)
def plan_one(acting: Acting, client: Client) -> dict[str, Any] | None:
    """Plan a kickoff, in the client's menu."""
    return {"client": client} if acting.may("clients.edit") and not client.archived_at else None


def tell_kickoffs(acting: Acting, events: Sequence[Any]) -> dict[Any, Told]:
    """A kickoff never goes away."""
    return {event.about_id: Told(url=reverse("kickoffs:kickoff", args=[event.about_id])) for event in events}


EVENT_TELLERS.add("kickoff", tell_kickoffs)
