"""An update leaves as one letter to each chosen contact, in the transaction that makes it one that was sent."""

from django.db import transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.mail import outbox, placeholders
from clientkeep.workspace.members.acting import Actor

from .drafting import refresh
from .model import StatusUpdate
from .recipients import hindrance

BUTTON = "Read it in the portal"
CLOSING = "You find this and every earlier update here:"


def send(update: StatusUpdate, by: Actor, version: int) -> None:
    """Send the draft that `version` names to its contacts, each letter once. A person has read these very words.

    Raises Invalid without anybody who can get it, Conflict where it was sent or dropped, where somebody changed it, or
    where the record did: an untouched draft then tells the newer state, and is to be read again.
    """
    refresh(update)
    with transaction.atomic():
        update.hold(version)
        if update.client.archived_at:
            raise Conflict(f"{update.client.name} was put away. Bring the client back first.", "client")
        people = list(update.to.all())
        _check(people)
        update.sent_to(people, by)
        for person in people:
            _write(update, person)


def _check(people: list[Contact]) -> None:
    if not people:
        raise Invalid("Choose who gets it: somebody with an e-mail address.", "to")
    for person in people:
        if reason := hindrance(person):
            raise Invalid(reason, "to")


def _write(update: StatusUpdate, person: Contact) -> None:
    # What was written may hold braces of its own: only our link is filled when the letter leaves.
    text = f"{placeholders.kept_literal(update.text)}\n\n{CLOSING}\n\n{{link}}\n"
    outbox.write(
        update.workspace, f"update:{update.pk}:{person.pk}", "update", person.email, str(person), update.subject, text,
        about=update, client_id=update.client_id, button=BUTTON, by_person=True,
        link={"kind": "update", "contact": str(person.pk), "update": str(update.pk)},
        unsubscribe={"kind": "no_mailings", "contact": str(person.pk)},
    )  # fmt: skip
