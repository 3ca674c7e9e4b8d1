"""An update that waits to be sent and one that was, of one client, for the addresses that name it."""

from typing import Any

from clientkeep.lifecycle.delivery.updates.drafting import draft
from clientkeep.lifecycle.delivery.updates.sending import send
from clientkeep.relationship.clients.models import Client, Contact

OF_A_CLIENT = {"update_id"}


def things_of(client: Client, contact: Contact, by: Any) -> dict[str, Any]:
    """Put them on record and return their ids by parameter."""
    sent = draft(client, by)
    sent.write(by, subject=sent.subject, text=sent.text, to=[contact])
    send(sent, by, sent.version)
    return {"update_id": draft(client, by).pk, "sent_update_id": sent.pk}
