"""Who of a client gets an update, and what stands in the way."""

from clientkeep.relationship.clients.models import Client, Contact


def hindrance(person: Contact) -> str:
    """Why somebody cannot get an update now; empty where they can."""
    if person.removed_at:
        return f"{person} is not a contact of this client any more."
    if not person.email:
        return f"{person} has no e-mail address."
    return f"{person} asked for no such letters." if person.no_mailings else ""


def reachable(client: Client) -> list[Contact]:
    """The contacts who can get it."""
    return [person for person in client.contacts.current() if not hindrance(person)]


def usual(client: Client) -> list[Contact]:
    """Who gets it unless somebody chooses otherwise: who got the last one, else the primary contact, else the first."""
    people = reachable(client)
    last = client.status_updates.sent().order_by("-sent_at", "-pk").first()
    known = set(last.to.values_list("pk", flat=True)) if last else set()
    same = [person for person in people if person.pk in known]
    return same or [person for person in people if "primary" in person.roles][:1] or people[:1]
