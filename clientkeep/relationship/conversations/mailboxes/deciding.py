"""What a person decides about a mail that waits: put it with a client, ignore its sender, drop it, or try it again."""

from django.db import transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.members.acting import Actor

from .arrival import Arrival
from .filing import Fetched, Filing
from .people import Known

MOST_TOGETHER = 200


def put_with(arrival: Arrival, client: Client, by: Actor, add_contact: bool = True) -> int:
    """File a mail with a client, and put its sender on the client's record; returns how many mails were filed.

    What else waits from that sender goes with it. Raises Invalid for a client of another firm or an archived one,
    Conflict where the mail was decided already or cannot be read.
    """
    if client.workspace_id != arrival.workspace_id or client.archived_at:
        raise Invalid("Choose a client on record.", "client")
    with transaction.atomic():
        held = Arrival.objects.select_for_update(of=("self",)).select_related("workspace", "mailbox__member").get(pk=arrival.pk)
        fetched = _fetched(held)
        person = fetched.mail.sender if not held.is_sent else ""
        contact = _contact(client, held, by, add_contact and bool(person))
        together = [held, *_others(held)] if add_contact and person else [held]
        for each in together:
            _file(each, Known(client, contact), by)
    return len(together)


def retry(arrival: Arrival, by: Actor) -> str:
    """Read and file a mail anew, as after its sender was put on record; returns what became of it (filing.Outcome.kind)."""
    with transaction.atomic():
        held = Arrival.objects.select_for_update(of=("self",)).select_related("workspace", "mailbox__member").get(pk=arrival.pk)
        content = held.raw
        fetched = Fetched.of(content, held.happened_at, held.is_sent)
        if fetched.mail is None:
            return "aside"
        held.decide("placed", by)
        # Its key stands in the way of filing it as new; the row is made again where it has to wait once more.
        held.delete()
        return Filing(held.workspace, held.mailbox).file(fetched).kind


def _fetched(arrival: Arrival) -> Fetched:
    fetched = Fetched.of(arrival.raw, arrival.happened_at, arrival.is_sent)
    if fetched.mail is None:
        raise Conflict(f"This mail cannot be read. {fetched.fault}", "state")
    return fetched


def _contact(client: Client, arrival: Arrival, by: Actor, add: bool) -> Contact | None:
    known = client.contacts.current().filter(email__iexact=arrival.sender_email).first() if arrival.sender_email else None
    if known or not add:
        return known
    return Contact.add(client, by, name=arrival.sender_name, email=arrival.sender_email)


def _others(arrival: Arrival) -> list[Arrival]:
    same = Arrival.objects.select_for_update(of=("self",)).filter(
        workspace=arrival.workspace, member=arrival.member, sender_email=arrival.sender_email, state="tray", is_sent=False, reason=""
    ).exclude(pk=arrival.pk)  # fmt: skip
    return list(same.select_related("workspace", "mailbox__member").order_by("happened_at")[:MOST_TOGETHER])


def _file(arrival: Arrival, known: Known, by: Actor) -> None:
    fetched = _fetched(arrival)
    arrival.decide("placed", by)
    Filing(arrival.workspace, arrival.mailbox).place(fetched, known)
