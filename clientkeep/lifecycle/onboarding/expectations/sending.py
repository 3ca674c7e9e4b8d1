"""An expectations letter leaves as one letter, in the transaction that makes it one that waits for the client's word."""

from django.db import transaction

from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.mail import outbox, placeholders
from clientkeep.workspace.members.acting import Actor

from .model import ExpectationsLetter
from .rules import unfilled
from .step_kind import waits_for_client

BUTTON = "Read and acknowledge"
CLOSING = "Tell us there that you have read it, or write to us what you see differently:"


def send(letter: ExpectationsLetter, by: Actor) -> None:
    """Send it to its contact, once. Letters before it wait no more.

    Raises Invalid without anybody to write to and where a line still stands in brackets (naming its section), Conflict where it was sent already, or the client is archived.
    """
    with transaction.atomic():
        person = letter.contact
        if person is None or not person.email or person.removed_at:
            raise Invalid("Choose somebody with an e-mail address.", "contact")
        if missing := unfilled(letter.text):
            raise Invalid(f"Fill what still stands in brackets, or take the line out: {', '.join(missing)}.", "text")
        letter.leaves(by)
        # What was written may hold braces of its own: only our link is filled when the letter leaves.
        text = f"{placeholders.kept_literal(letter.text)}\n\n{CLOSING}\n\n{{link}}\n"
        outbox.write(
            letter.workspace, f"expectations:{letter.pk}:{person.pk}", "expectations", person.email, str(person), letter.subject, text,
            about=letter, client_id=letter.client_id, button=BUTTON, by_person=True,
            link={"kind": "expectations", "contact": str(person.pk), "expectations": str(letter.pk)},
        )  # fmt: skip
        waits_for_client(letter)
