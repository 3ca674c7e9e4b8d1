"""A first plan, made from what is usual for the client's tier."""

from clientkeep.foundation.errors import Conflict
from clientkeep.relationship.clients.cadence import cadence_of
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Actor

from .model import PlanLine
from .rules import write_period


def plan_from_tier(client: Client, by: Actor) -> PlanLine:
    """Add the line that is usual for the tier: the primary contact, by any channel, from the client's owner.

    Raises Conflict where there is a plan already.
    """
    Client.objects.select_for_update().get(pk=client.pk)
    if client.plan_lines.standing().exists():
        raise Conflict("There is a plan already. Change its lines.")
    people = list(client.contacts.current())
    primary = next((person for person in people if "primary" in person.roles), people[0] if people else None)
    every = write_period(cadence_of(client.workspace)[client.tier], "day")
    return PlanLine.add(client, by, contact=primary, every=every, owner=client.owner, purpose="Keep in touch")
