"""The agenda leaves as one letter to each who takes part, read and approved by a person before."""

import hashlib
from collections.abc import Sequence

from django.db import transaction

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.calling import first_name
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.mail import outbox, placeholders
from clientkeep.workspace.members.acting import Actor

from .model import Kickoff

BUTTON = "See the agenda"
CLOSING = "You find the agenda in your portal, always as it stands now:"
LONGEST_SUBJECT, LONGEST_TEXT = 200, 20_000


def drafted_letter(kickoff: Kickoff, sender: str) -> tuple[str, str]:
    """Return (subject, text) of the letter with the agenda as it stands; what is internal is no part of it."""
    people = list(kickoff.contacts.all())
    hello = f"Hello {first_name(people[0].name)}," if len(people) == 1 else "Hello,"
    where = f", {kickoff.place}" if kickoff.place else ""
    meets = f"we meet on {kickoff.when}{where}." if kickoff.when else "we are looking forward to beginning with you. We still have to find a time."
    items = [f"{number}. {each.title}" + (f"\n{each.text}" if each.text else "") for number, each in enumerate(kickoff.items.filter(internal=False).in_order(), 1)]
    closing = f"If something is missing, write to us; it is easy to add.\n\n{sender}\n{kickoff.workspace.name}"
    parts = [hello, f"{meets} This is what we would like to speak about:", *items, closing]
    return f"{kickoff.title}: what we speak about"[:LONGEST_SUBJECT], "\n\n".join(parts)[:LONGEST_TEXT]


def send_agenda(kickoff: Kickoff, by: Actor, subject: str, text: str, to: Sequence[Contact]) -> None:
    """Send it, each letter once: the same words to the same person again say nothing new. From now on the client sees it.

    Raises Invalid with `subject`, `text` or `to`, Conflict once it was held or cancelled.
    """
    subject = " ".join(tidy_text("subject", subject, LONGEST_SUBJECT).split())
    text = tidy_text("text", text.replace("\r\n", "\n"), LONGEST_TEXT)
    if not subject:
        raise Invalid("Write a subject.", "subject")
    if not text:
        raise Invalid("Write what you want to speak about.", "text")
    people = [each for each in to if each.client_id == kickoff.client_id and each.email and each.removed_at is None]
    if not people or len(people) != len(to):
        raise Invalid("Choose people of this client who have an e-mail address.", "to")
    with transaction.atomic():
        kickoff.hold()
        kickoff.require_planned()
        fresh = [_letter(kickoff, person, subject, text) for person in people]
        if any(fresh):
            kickoff.agenda_leaves(by, ", ".join(map(str, people)))


def as_it_leaves(text: str) -> str:
    """The words of the letter with the way to the portal. What was written may hold braces: only our link is filled."""
    return f"{placeholders.kept_literal(text)}\n\n{CLOSING}\n\n{{link}}\n"


def _letter(kickoff: Kickoff, person: Contact, subject: str, text: str) -> bool:
    """Write it; whether it is a new one."""
    words = hashlib.sha256("\n".join([subject, text]).encode()).hexdigest()
    key = f"kickoff:{kickoff.pk}:{person.pk}:{words[:32]}"
    known = kickoff.workspace.letters.filter(key=key).exists()
    outbox.write(
        kickoff.workspace, key, "kickoff", person.email, str(person), subject, as_it_leaves(text), about=kickoff, client_id=kickoff.client_id,
        button=BUTTON, by_person=True, link={"kind": "kickoff", "contact": str(person.pk), "kickoff": str(kickoff.pk)},
    )  # fmt: skip
    return not known
