"""Starting a sequence for many clients: who can be written to, then one run for each."""

import uuid
from collections.abc import Sequence as Rows
from contextlib import suppress
from dataclasses import dataclass

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.clients.bulk import MOST
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.hours.calendars import Calendars
from clientkeep.workspace.members.acting import Acting

from ..cases.model import Case
from .model import Sequence
from .outgoing import IN_A_CASE
from .run import SequenceRun
from .starting import start


@dataclass(frozen=True, slots=True)
class Looked:
    """A client, whom the sequence would write to, and why it cannot be started, in words."""

    client: Client
    contact: Contact | None
    why_not: str


def chosen_clients(acting: Acting, ids: Rows[str]) -> list[Client]:
    """The clients among `ids` that this person sees, 200 at most. Raises Invalid with `chosen` for none or too many."""
    wanted = []
    for value in ids[: MOST + 1]:
        with suppress(ValueError):
            wanted.append(uuid.UUID(value))
    if len(wanted) > MOST:
        raise Invalid(f"Choose at most {MOST} clients at a time.", "chosen")
    found = list(Client.objects.visible_to(acting).filter(pk__in=wanted).select_related("workspace").order_by("words", "pk"))
    if not found:
        raise Invalid("Choose at least one client.", "chosen")
    return found


def looked_at(sequence: Sequence, clients: Rows[Client]) -> list[Looked]:
    """What would come of a start, in three questions for all clients."""
    people: dict[object, list[Contact]] = {}
    for person in Contact.objects.current().filter(client__in=clients).order_by("created_at", "pk"):
        people.setdefault(person.client_id, []).append(person)
    running = set(SequenceRun.objects.live().filter(sequence=sequence, client__in=clients).values_list("client_id", flat=True))
    in_case = set(Case.objects.unresolved().filter(client__in=clients).values_list("client_id", flat=True))
    return [_look(sequence, client, people.get(client.pk, []), client.pk in running, client.pk in in_case) for client in clients]


def start_all(acting: Acting, sequence: Sequence, clients: Rows[Client]) -> tuple[int, int]:
    """Start it for each client that it can be started for; returns how many began, and how many were left out.

    Each is a transaction of its own: a second press starts nothing twice.
    """
    begun, calendars = 0, Calendars(acting.workspace)
    for row in looked_at(sequence, clients):
        if row.contact is None or row.why_not:
            continue
        try:
            start(acting, sequence, row.contact, calendars=calendars)
        except Conflict:
            continue  # somebody was quicker
        begun += 1
    return begun, len(clients) - begun


def _look(sequence: Sequence, client: Client, people: list[Contact], runs: bool, in_case: bool) -> Looked:
    able = [person for person in people if person.email and not person.no_mailings] if sequence.writes else people
    contact = next((person for person in able if "primary" in person.roles), next(iter(able), None))
    if client.archived_at:
        why = f"{client} is archived."
    elif runs:
        why = "It runs already."
    elif contact is None:
        why = "Nobody there has an e-mail address and wants letters." if sequence.writes else "Nobody is on record there."
    else:
        why = IN_A_CASE if in_case and sequence.writes else ""
    return Looked(client, contact, why)
