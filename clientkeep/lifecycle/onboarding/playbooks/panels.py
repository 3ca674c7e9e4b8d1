"""What playbooks show elsewhere: how they stand with a client, where their entries lead, and the way to start one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, how_many, newest, sign
from clientkeep.relationship.clients.slots import CLIENT_ACTS, EVENT_TELLERS, Told
from clientkeep.workspace.members.acting import Acting

from .rules import THROUGH
from .run import PlaybookRun
from .run_step import PlaybookStep


def _asked(acting: Acting) -> dict[str, Any]:
    live = PlaybookRun.objects.running().filter(workspace=acting.workspace).order_by("-started_at", "-pk")
    steps = PlaybookStep.objects.filter(workspace=acting.workspace, run__state="running").exclude(state="left_out")
    return {
        "name": newest(live, "name"), "live": how_many(live), "total": how_many(steps, "run__client"),
        "through": how_many(steps.filter(state__in=THROUGH), "run__client"), "blocked": how_many(steps.filter(state="blocked"), "run__client"),
    }  # fmt: skip


@sign("playbooks", _asked, order=17)
def how_playbooks_stand(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine | None:
    """How far the start with the client is; nothing runs, nothing is said."""
    if not found["live"]:
        return None
    words = f"{found['through']} of {found['total']} steps done"
    blocked = found["blocked"]
    more = f"{blocked} {'waits' if blocked == 1 else 'wait'} for something" if blocked else ""
    name = found["name"] if found["live"] == 1 else f"{found['live']} playbooks"
    return SignLine("Onboarding", f"{name}: {words}", reverse("playbooks:of_client", args=[client.pk]), "waiting" if blocked else "", more)


@CLIENT_ACTS.add("playbooks", "onboarding/playbooks/client_act.html", order=13)
def start_one(acting: Acting, client: Client) -> dict[str, Any] | None:
    """Start a playbook, in the client's menu."""
    return {"client": client} if acting.may("clients.edit") and not client.archived_at else None


def tell_runs(acting: Acting, events: Sequence[Any]) -> dict[Any, Told]:
    """Where a run's entries lead."""
    return {event.about_id: Told(url=reverse("playbooks:run", args=[event.about_id])) for event in events}


EVENT_TELLERS.add("playbookrun", tell_runs)
