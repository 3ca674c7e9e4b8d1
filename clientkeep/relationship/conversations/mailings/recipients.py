"""Who of each client gets a mailing, and what stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass

from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.members.acting import Acting

from ..writing import merging
from ..writing.merging import Occasion
from ..writing.templates import Template, render_words

NO_ADDRESS = "No person there has an e-mail address."
WANTS_NONE = "Wants no mailings."


@dataclass(frozen=True)
class Found:
    """A client, who there gets the letter, whether it can go, and what is missing, in words."""

    client: Client
    contact: Contact | None
    can: bool
    reason: str = ""


def found_for(acting: Acting, template: Template, clients: Sequence[Client]) -> list[Found]:
    """For each client the primary person with an address, else the first; one query for all people."""
    people: dict[object, list[Contact]] = {}
    for person in Contact.objects.current().filter(client__in=clients).exclude(email="").order_by("created_at", "pk"):
        people.setdefault(person.client_id, []).append(person)
    taken: set[str] = set()
    found = []
    for client in clients:
        client.workspace = acting.workspace
        found.append(_of(acting, template, client, people.get(client.pk, []), taken))
    return found


def hindrance(contact: Contact | None) -> str:
    """Why a mailing cannot go to this person now; empty where it can."""
    if contact is None or contact.removed_at or not contact.email:
        return NO_ADDRESS
    return WANTS_NONE if contact.no_mailings else ""


def _of(acting: Acting, template: Template, client: Client, people: list[Contact], taken: set[str]) -> Found:
    primary = [person for person in people if "primary" in person.roles]
    contact = next(iter(primary or people), None)
    if reason := hindrance(contact):
        return Found(client, contact, False, reason)
    if contact.email.lower() in taken:
        return Found(client, contact, False, f"{contact.email} gets it for another client.")
    taken.add(contact.email.lower())
    missing = merging.missing_in(render_words(template, client, contact), Occasion(client, contact, acting.member))
    return Found(client, contact, True, f"Empty: {', '.join(missing)}." if missing else "")
