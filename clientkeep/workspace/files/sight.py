"""Which clients a person may see, asked from below: files and letters name their client by a plain id.

The clients room answers by registering itself; until it does, nothing that belongs to a client is shown.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from clientkeep.foundation.registry import Registry
from clientkeep.workspace.members.acting import Acting

SIGHTS: Registry[Callable[[Acting], Any]] = Registry("sight of clients")


def knows_clients(ids_for: Callable[[Acting], Any]) -> Callable[[Acting], Any]:
    """Register `ids_for(acting)`: a query of the ids of the clients that this person may see."""
    return SIGHTS.add("clients", ids_for)


def of_visible_clients(acting: Acting) -> Q:
    """Rows whose `client_id` is a client that this person may see."""
    ids_for = SIGHTS.get("clients")
    return Q(client_id__in=ids_for(acting)) if ids_for else Q(pk__in=[])
