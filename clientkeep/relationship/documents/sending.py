"""Sending a document: one letter for each recipient, which waits for the PDF; all in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.mail import outbox
from clientkeep.workspace.members.acting import Actor

from . import events
from .jobs import make_pdf
from .models import Document
from .wording import Figures, long_day

MOST_RECIPIENTS = 20


@dataclass(frozen=True)
class Recipient:
    """Who gets the letter. A contact's link opens the portal as that contact."""

    email: str
    name: str = ""
    contact: Contact | None = None


def default_recipients(document: Document) -> list[Recipient]:
    """The billing contacts of the client, else its primary ones, else the client's own address."""
    people = document.client.contacts.for_billing()
    if people:
        return [Recipient(person.email, person.name, person) for person in people]
    return [Recipient(document.client.email, document.client.name)] if document.client.email else []


def letter_values(document: Document, by: Actor, recipient: Recipient | None = None) -> dict[str, str]:
    """What the placeholders of a document's letter stand for."""
    figures = Figures(document)
    return {
        "client": document.client.name,
        "contact": (recipient.name.split(" ")[0] if recipient and recipient.name else document.client.name),
        "number": document.number,
        "kind": document.label.lower(),
        "total": figures.money(document.payable.minor),
        "due_date": long_day(document.due_date, figures.locale),
        "valid_until": long_day(document.valid_until, figures.locale),
        "firm": document.workspace.name,
        "sender": by.name or document.workspace.name,
    }


def send(
    document: Document, by: Actor, recipients: Sequence[Recipient], subject: str, text: str, again: str = ""
) -> list[Any]:
    """Issue the document if it is a draft, and write a letter to each recipient.

    `again` tells one sending from another: the same value writes nothing new. Raises Invalid without
    recipients or words, Conflict for a void document.
    """
    if not recipients:
        raise Invalid("Enter at least one e-mail address.", "to")
    if len(recipients) > MOST_RECIPIENTS:
        raise Invalid(f"Choose {MOST_RECIPIENTS} recipients at most.", "to")
    if not subject.strip() or not text.strip():
        raise Invalid("Write a subject and a message.", "subject" if not subject.strip() else "text")
    with transaction.atomic():
        if document.is_draft:
            document.issue(by)
        if document.state == "void":
            raise Conflict(f"{document} is void and is not sent.", "state")
        letters = [_letter(document, by, recipient, subject, text, again) for recipient in recipients]
        if document.sent_at is None:
            document.sent_at = clock.now()
            document.save(update_fields=["sent_at"])
        document._announce(events.DocumentSent, by, to=", ".join(recipient.email for recipient in recipients))
        make_pdf.enqueue(str(document.pk))
    return letters


def _letter(document: Document, by: Actor, recipient: Recipient, subject: str, text: str, again: str) -> Any:
    from clientkeep.workspace.journal.models import fill

    values = letter_values(document, by, recipient)
    link = {"kind": "document", "document": str(document.pk)}
    if recipient.contact:
        link["contact"] = str(recipient.contact.pk)
    return outbox.write(
        workspace=document.workspace,
        key=f"document:{document.pk}:{again}:{recipient.email.lower()}",
        purpose="document",
        to_email=recipient.email,
        to_name=recipient.name,
        subject=fill(subject, values),
        text=fill(text, values),
        about=document,
        client_id=document.client_id,
        reply_to=document.workspace.email,
        link=link,
        wait_for_files=True,
    )
