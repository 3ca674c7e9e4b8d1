"""A recap leaves as one letter to each chosen contact, in the transaction that makes it one that waits."""

from django.db import transaction

from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.mail import outbox, placeholders
from clientkeep.workspace.members.acting import Actor

from .model import Recap

BUTTON = "Confirm what we agreed"
CLOSING = "You can confirm it there, or say what you remember differently:"


def send(recap: Recap, by: Actor) -> None:
    """Send it to its contacts, each letter once. The version before waits no more.

    Raises Invalid without anybody to write to, Conflict where it was sent already.
    """
    with transaction.atomic():
        people = [person for person in recap.to.all() if person.email and person.removed_at is None]
        if not people:
            raise Invalid("Choose somebody with an e-mail address.", "to")
        recap.sent_to(people, by)
        for person in people:
            # What was written may hold braces of its own: only our link is filled when the letter leaves.
            text = f"{placeholders.kept_literal(recap.text)}\n\n{CLOSING}\n\n{{link}}\n"
            outbox.write(
                recap.workspace, f"recap:{recap.pk}:{person.pk}", "recap", person.email, str(person), recap.subject, text,
                about=recap, client_id=recap.client_id, button=BUTTON, by_person=True,
                link={"kind": "recap", "contact": str(person.pk), "recap": str(recap.pk)},
            )  # fmt: skip
