"""Who of a client can be written to: people with an address, and the client's general one."""

from collections.abc import Iterable
from dataclasses import dataclass

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.models import Client, Contact

OF_CLIENT = "client"
MOST = 20


@dataclass(frozen=True, slots=True)
class Recipient:
    """One address; `value` names it in forms."""

    value: str
    email: str
    name: str
    contact: Contact | None = None

    @property
    def told(self) -> dict[str, str]:
        """How the message names it."""
        return {"name": self.name, "email": self.email}


def recipients_of(client: Client) -> list[Recipient]:
    """Everybody who can be written to; an address that two people share is named once."""
    people = [Recipient(str(person.pk), person.email, str(person), person) for person in client.people if person.email]
    known = {recipient.email.lower() for recipient in people}
    if client.email and client.email.lower() not in known:
        people.append(Recipient(OF_CLIENT, client.email, client.name))
    return people


def usual(client: Client) -> Recipient | None:
    """Whom one writes to first: the primary person, else the first with an address."""
    everybody = recipients_of(client)
    primary = [each for each in everybody if each.contact and "primary" in each.contact.roles]
    return next(iter(primary or everybody), None)


def chosen(client: Client, values: Iterable[str]) -> list[Recipient]:
    """Those that a form names. Raises Invalid with the field `to` for none, too many, or somebody of another client."""
    wanted = list(dict.fromkeys(values))
    known = {recipient.value: recipient for recipient in recipients_of(client)}
    if any(value not in known for value in wanted):
        raise Invalid(f"Choose people of {client.name} who have an e-mail address.", "to")
    found = {known[value].email.lower(): known[value] for value in reversed(wanted)}
    if not found:
        raise Invalid("Choose who gets it.", "to")
    if len(found) > MOST:
        raise Invalid(f"Choose {MOST} recipients at most.", "to")
    return list(reversed(found.values()))
