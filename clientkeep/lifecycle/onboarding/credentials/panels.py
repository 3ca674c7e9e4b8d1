"""What this room shows on a client's page: whether access is waited for, kept, or about to end."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, how_many, sign
from clientkeep.relationship.clients.slots import CLIENT_ACTS, EVENT_TELLERS, Told
from clientkeep.workspace.members.acting import Acting

from .model import Credential

SOON = dt.timedelta(days=7)


def _counted(acting: Acting) -> dict[str, Any]:
    rows, today = Credential.objects.filter(workspace=acting.workspace), acting.workspace.today()
    return {
        "asked": how_many(rows.filter(state="asked")), "held": how_many(rows.filter(state="held")),
        "pressing": how_many(rows.filter(Q(pk__in=rows.late(today).values("pk")) | Q(pk__in=rows.ending(today + SOON).values("pk")))),
    }  # fmt: skip


@sign("credentials", _counted, order=70)
def credentials(acting: Acting, client: Client, found: Mapping[str, Any]) -> SignLine | None:
    """How many are kept, and how many are waited for."""
    if not acting.may("credentials.see") or not (found["asked"] or found["held"]):
        return None
    words = f"{found['held']} kept, encrypted" if found["held"] else "none kept"
    more = f"{found['asked']} asked for" if found["asked"] else ""
    meaning = "late" if found["pressing"] else "waiting" if found["asked"] else ""
    return SignLine("Credentials", words, reverse("credentials:of_client", args=[client.pk]), meaning, more)


@CLIENT_ACTS.add("credentials", "onboarding/credentials/client_act.html", order=56)
def client_act(acting: Acting, client: Client) -> dict[str, Any] | None:
    """Ask for access, or look at what is kept."""
    return {"client": client} if acting.may("credentials.see") and not client.archived_at else None


def tell_credentials(acting: Acting, events: Sequence[Any]) -> dict[Any, Told]:
    """The way from the timeline to the log."""
    rows = Credential.objects.visible_to(acting).filter(pk__in={event.about_id for event in events})
    return {row.pk: Told(url=reverse("credentials:credential", args=[row.pk])) for row in rows}


EVENT_TELLERS.add("credential", tell_credentials)
