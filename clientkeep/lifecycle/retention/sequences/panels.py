"""What sequences show elsewhere: how they stand with a client, where their entries lead, and the ways to start one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, how_many, newest, sign
from clientkeep.relationship.clients.slots import CLIENT_ACTS, EVENT_TELLERS, LIST_BULK, Told
from clientkeep.workspace.members.acting import Acting

from .run import SequenceRun
from .step import SequenceStep


def _asked(acting: Acting) -> dict[str, Any]:
    live = SequenceRun.objects.live().filter(workspace=acting.workspace).order_by("-started_at", "-pk")
    waiting = SequenceStep.objects.filter(workspace=acting.workspace, run__state="running", state__in=("waiting", "open"))
    return {"name": newest(live, "name"), "state": newest(live, "state"), "live": how_many(live), "waiting": how_many(waiting, "run__client")}


@sign("sequences", _asked, order=24)
def how_sequences_stand(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine | None:
    """What runs for the client, and whether it waits for somebody; nothing runs, nothing is said."""
    if not found["live"]:
        return None
    words = found["name"] if found["live"] == 1 else f"{found['name']} and {found['live'] - 1} more"
    more = f"{found['waiting']} wait{'s' if found['waiting'] == 1 else ''} for you" if found["waiting"] else "paused" if found["state"] == "paused" else ""
    return SignLine("Sequence", words, reverse("sequences:of_client", args=[client.pk]), "waiting" if found["waiting"] else "", more)


@CLIENT_ACTS.add("sequences", "retention/sequences/client_act.html", order=14)
def start_one(acting: Acting, client: Client) -> dict[str, Any] | None:
    """Start a sequence, in the client's menu."""
    return {"client": client} if acting.may("clients.edit") and not client.archived_at else None


@LIST_BULK.add("sequences", "retention/sequences/bulk_act.html", order=24)
def start_for_chosen(acting: Acting, _: Any) -> dict[str, Any] | None:
    """Start a sequence for the ticked clients."""
    return {} if acting.may("clients.edit") else None


def tell_runs(acting: Acting, events: Sequence[Any]) -> dict[Any, Told]:
    """Where a run's entries lead."""
    return {event.about_id: Told(url=reverse("sequences:run", args=[event.about_id])) for event in events}


EVENT_TELLERS.add("sequencerun", tell_runs)
