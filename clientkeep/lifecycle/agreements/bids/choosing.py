"""Which opportunity a new offer is for: what a form offers, and what it means."""

import uuid

from django.db import models

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.sales.models import Opportunity
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting

ONLY_ONE, NONE = "only-one", ""
MOST = 100


def choices_for(acting: Acting, chosen: str = "") -> list[tuple[str, str]]:
    """What can be chosen before a client is: theirs where there is one, none, one of the open ones, or what is chosen already."""
    mine = Opportunity.objects.visible_to(acting).filter(client__isnull=False).select_related("client")
    rows = mine.filter(models.Q(state="open") | models.Q(pk=_id(chosen))).order_by("-touched_at")
    named = [(str(row.pk), f"{row} · {row.client}") for row in rows[:MOST]]
    return [(ONLY_ONE, "The client’s open opportunity, where there is exactly one"), (NONE, "None"), *named]


def of_client(acting: Acting, client_id: uuid.UUID) -> list[Opportunity]:
    """The client's open opportunities that this person may see, the newest first."""
    return list(Opportunity.objects.visible_to(acting).open().filter(client=client_id).order_by("-noted_at")[:MOST])


def opportunity_of(acting: Acting, client: Client, said: str) -> Opportunity | None:
    """The opportunity that a form names. Raises Invalid for one that is not this client's, or not this person's to see."""
    if said == NONE:
        return None
    if said == ONLY_ONE:
        found = of_client(acting, client.pk)
        return found[0] if len(found) == 1 else None
    named = Opportunity.objects.visible_to(acting).filter(pk=_id(said), client=client).first()
    if named is None:
        raise Invalid("Choose an opportunity of this client, or none.", "opportunity")
    return named


def _id(said: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(said)
    except ValueError:
        return None
