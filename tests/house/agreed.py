"""One of everything that was promised, decided and confirmed with a client, for the addresses that name it."""

from typing import Any

from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.conversations.models import Decision, Promise

OF_A_CLIENT = {"promise_id", "decision_id"}


def things_of(name: str, client: Client, contact: Contact, by: Any) -> dict[str, Any]:
    """Put them on record and return their ids by parameter."""
    promise = Promise.make(client, side="theirs", what=f"Photos of {name}", by=by)
    return {"promise_id": promise.pk, "decision_id": Decision.note(client, what=f"Blue for {name}", by=by).pk}
