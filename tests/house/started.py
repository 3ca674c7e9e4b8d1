"""What the stage between signed and served has of each client, for the addresses that name it."""

from typing import Any

from clientkeep.lifecycle.onboarding.credentials.rules import Content
from clientkeep.lifecycle.onboarding.models import Credential
from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.members.acting import Actor
from tests.house import hostile

OF_A_CLIENT = {"credential_id"}


def made_for(name: str, contact: Contact, by: Actor) -> dict[str, Any]:
    """Return ids by parameter. The poisoned side says hostile things."""
    words = hostile.WHOLE if name == "poisoned" else f"A word of {name}"
    held = Credential.ask(contact.client, by, contact=contact, label=words[:200], note=words)
    held.enter(Actor("contact", contact.pk, words[:200]), Content(words, words[:200], words[:200], words))
    return {"credential_id": held.pk}
