"""What intake shows on a client's page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, how_many, sign
from clientkeep.relationship.clients.slots import CLIENT_ACTS, EVENT_TELLERS, Told
from clientkeep.workspace.members.acting import Acting

from .model import Intake


def _counted(acting: Acting) -> dict[str, Any]:
    rows = Intake.objects.filter(workspace=acting.workspace)
    return {
        "open": how_many(rows.filter(state="open")), "done": how_many(rows.filter(state="submitted")),
        "late": how_many(rows.filter(state="open", due_on__lt=acting.workspace.today())),
    }  # fmt: skip


@sign("intake", _counted, order=68)
def intake(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine | None:
    """How many forms are filled in, and how many wait."""
    if not (found["open"] or found["done"]):
        return None
    words = f"{found['done']} filled in" if found["done"] else "not filled in yet"
    more = f"{found['open']} with the client" if found["open"] else ""
    meaning = "late" if found["late"] else "waiting" if found["open"] else "good"
    return SignLine("Intake", words, reverse("intake:of_client", args=[client.pk]), meaning, more)


@CLIENT_ACTS.add("intake", "onboarding/intake/client_act.html", order=55)
def client_act(acting: Acting, client: Client) -> dict[str, Any] | None:
    """Send a form, or read one."""
    return {"client": client} if acting.may("clients.edit") and not client.archived_at else None


def tell_intakes(acting: Acting, events: Sequence[Any]) -> dict[Any, Told]:
    """The way from the timeline to the answers."""
    rows = Intake.objects.visible_to(acting).filter(pk__in={event.about_id for event in events})
    return {row.pk: Told(acts=(("Read it", reverse("intake:intake", args=[row.pk])),)) for row in rows}


EVENT_TELLERS.add("intake", tell_intakes)
