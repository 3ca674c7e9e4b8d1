"""What rooms above know about clients, asked from below: who cares for one, its name, and where an event leads."""

from collections.abc import Callable, Iterable
from typing import Any

from clientkeep.foundation.registry import Registry
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Acting

# Each `carers(client_id) -> ids of members`, such as the owner, or who covers.
CARERS: Registry[Callable[[Any], Iterable[Any]]] = Registry("who cares for a client")
# `names(client_ids) -> {id: name}`, and `lead(acting, event) -> path`, each registered once.
NAMES: Registry[Callable[[Iterable[Any]], dict[Any, str]]] = Registry("names of clients")
LEADS: Registry[Callable[[Acting, Event], str]] = Registry("where events lead")


def carers_of(client_id: Any) -> set[Any]:
    """Return the ids of the members who care for a client."""
    return {member for carers in CARERS for member in carers(client_id)}


def names_of(client_ids: Iterable[Any]) -> dict[Any, str]:
    """Return the names of clients, in one query."""
    wanted, names = {pk for pk in client_ids if pk}, NAMES.get("clients")
    return names(wanted) if wanted and names else {}


def lead_of(acting: Acting, event: Event) -> str:
    """Return the address that an event leads to; an empty text where it leads nowhere."""
    lead = LEADS.get("clients")
    return lead(acting, event) if lead else ""
