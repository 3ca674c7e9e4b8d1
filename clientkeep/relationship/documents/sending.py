"""Sending a document: one letter for each recipient, which waits for the PDF; all in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.clients.calling import first_name
from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.mail import outbox
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.wording import Words, button_of, fill_words, words_of
from clientkeep.workspace.members.acting import Actor

from . import events
from .attaching.files import attached_to
from .jobs import make_pdf
from .models import Document, NumberSeries
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
        "contact": (first_name(recipient.name) if recipient and recipient.name else document.client.name),
        "number": document.number or coming_number(document),
        "kind": document.label.lower(),
        "total": figures.money(document.payable.minor),
        "due_date": long_day(document.due_date, figures.locale),
        "valid_until": long_day(document.valid_until, figures.locale),
        "firm": document.workspace.name,
        "sender": by.name or document.workspace.name,
        "invoice": document.source.number if document.source_id else "",
        "method": ((document.payment or {}).get("method") or "").replace("_", " "),
    }


def coming_number(document: Document) -> str:
    """The number that a draft would get if it were issued now; asked once for each loaded draft."""
    year = document.issue_date.year
    known = document.__dict__.setdefault("_coming_numbers", {})
    if year not in known:
        known[year] = NumberSeries.coming(document.workspace, document.kind, year)
    return known[year]


def send(
    document: Document, by: Actor, recipients: Sequence[Recipient], subject: str, text: str, again: str = ""
) -> list[Any]:
    """Issue the document if it is a draft, and write a letter to each recipient, its files with it.

    It counts as sent once a letter has left (reactions.py); until then its letters say where they are.
    `again` tells one sending from another: the same value writes nothing new. Raises Invalid without
    recipients or words, Conflict for a void document.
    """
    if not recipients:
        raise Invalid("Choose who gets it, or enter an e-mail address.", "to")
    if len(recipients) > MOST_RECIPIENTS:
        raise Invalid(f"Choose {MOST_RECIPIENTS} recipients at most.", "to")
    if not subject.strip() or not text.strip():
        raise Invalid("Write a subject and a message.", "subject" if not subject.strip() else "text")
    with transaction.atomic():
        if document.is_draft:
            document.issue(by)
        if document.state == "void":
            raise Conflict(f"{document} is void and is not sent.", "state")
        new = _not_yet_written(document, recipients, again)
        words, files = Words(subject, text), attached_to(document)
        letters = [_letter(document, by, recipient, words, again, files) for recipient in recipients]
        if new:
            document._announce(events.DocumentSent, by, to=", ".join(recipient.email for recipient in new))
        make_pdf.enqueue(str(document.pk))
    return letters


def words_for(document: Document) -> Words:
    """The firm's words for a letter with this document, placeholders unfilled."""
    return words_of(document.workspace, _slug(document))


def filled_for(document: Document, by: Actor, recipient: Recipient | None, words: Words) -> Words:
    """The words as one recipient reads them; {link} stays until the letter leaves."""
    return fill_words(words, _slug(document), letter_values(document, by, recipient))


def _slug(document: Document) -> str:
    return f"document_{document.kind}"


def _not_yet_written(document: Document, recipients: Sequence[Recipient], again: str) -> list[Recipient]:
    keys = {_key(document, recipient, again): recipient for recipient in recipients}
    known = Letter.objects.filter(workspace=document.workspace, key__in=keys).values_list("key", flat=True)
    return [recipient for key, recipient in keys.items() if key not in set(known)]


def _key(document: Document, recipient: Recipient, again: str) -> str:
    return f"document:{document.pk}:{again}:{recipient.email.lower()}"[:200]


def _letter(
    document: Document, by: Actor, recipient: Recipient, words: Words, again: str, files: Sequence[StoredFile]
) -> Letter:
    filled = filled_for(document, by, recipient, words)
    link = {"kind": "document", "document": str(document.pk)}
    if recipient.contact:
        link["contact"] = str(recipient.contact.pk)
    return outbox.write(
        workspace=document.workspace,
        key=_key(document, recipient, again),
        purpose="document",
        to_email=recipient.email,
        to_name=recipient.name,
        subject=filled.subject,
        text=filled.text,
        about=document,
        client_id=document.client_id,
        reply_to=document.workspace.email,
        link=link,
        files=files,
        wait_for_files=True,
        button=button_of(_slug(document)),
    )
