"""Writing to a client: one message on the record, one letter for each recipient, all in one transaction."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.ids import new_id
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.mail import outbox
from clientkeep.workspace.mail.links import LINK_MAKERS
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.wording import Words
from clientkeep.workspace.members.models import Member

from ..messages.model import Message, Thread
from . import merging
from .merging import Occasion
from .recipients import MOST, Recipient
from .rules import references_of
from .signature import signature_of

ONLINE = "Read and answer online: {link}"
BUTTON = "Read and answer"


def write_letter(
    client: Client,
    sender: Member,
    words: Words,
    recipients: Sequence[Recipient],
    *,
    thread: Thread | None = None,
    files: Sequence[StoredFile] = (),
    not_before: dt.datetime | None = None,
    identity: uuid.UUID | None = None,
    mailing: str = "",
    purpose: str = "mailing",
) -> Message:
    """Write to people of a client; the words may hold merge fields, filled for each recipient.

    Without a thread a new one begins. `not_before` (UTC) keeps the letters here until then. The same `identity`
    gives the message that was written first, and writes no letter again. `mailing` is the key of a mailing, or of
    what else goes out in a row (`purpose`): its letters say how to get no more. Raises Invalid with `to`, `subject`, `text` or `files`.
    """
    merging.check(words.subject, words.text)
    if not recipients:
        raise Invalid("Choose who gets it.", "to")
    if len(recipients) > MOST:
        raise Invalid(f"Choose {MOST} recipients at most.", "to")
    with transaction.atomic():
        held = Client.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=client.pk)
        if held.archived_at:
            raise Conflict(f"{held.name} is archived. Bring it back, then write.", "client")
        if identity and (known := Message.objects.filter(pk=identity, client=held).first()):
            return known
        return _written(held, sender, words, recipients, thread, files, not_before, identity or new_id(), mailing, purpose)


def _written(
    client: Client, sender: Member, words: Words, recipients: Sequence[Recipient], thread: Thread | None,
    files: Sequence[StoredFile], not_before: dt.datetime | None, identity: uuid.UUID, mailing: str, purpose: str,
) -> Message:  # fmt: skip
    names = " and ".join(merging.first_name(Occasion(client, each.contact, sender)) for each in recipients)
    kept = merging.spoken(words, Occasion(client, recipients[0].contact, sender), names)
    earlier = mail_ids_of(thread) if thread else []
    thread = thread or Thread.begin(client, kept.subject)
    ending = signature_of(sender)
    letters = [
        _letter(client, sender, words, each, thread, ending, files, not_before, earlier, mailing, purpose, identity) for each in recipients
    ]
    return Message.write(
        thread, _actor(sender), id=identity, text=kept.text, whole=f"{kept.text}\n\n{ending}",
        channel="mail", subject=kept.subject, to=[each.told for each in recipients], from_name=str(sender),
        external_id=letters[0].message_id, answers=letters[0].in_reply_to, files=files, letters=letters, automatic=bool(mailing),
    )  # fmt: skip


def _letter(
    client: Client, sender: Member, words: Words, to: Recipient, thread: Thread, ending: str, files: Sequence[StoredFile],
    not_before: dt.datetime | None, earlier: Sequence[tuple[str, str]], mailing: str, purpose: str,
    identity: uuid.UUID,
) -> Letter:  # fmt: skip
    occasion = Occasion(client, to.contact, sender)
    link = _link(to, thread)
    filled = merging.fill(words, occasion, with_link=bool(link))
    # Only the recipient's own letters are named: nobody learns that others were written to.
    mail_ids = [mail_id for mail_id, email in earlier if email in ("", to.email.lower())]
    references = references_of(mail_ids)
    key = f"{purpose}:{mailing}:{to.value}" if mailing else f"message:{identity}:{to.value}"
    return outbox.write(
        client.workspace, key, purpose if mailing else "message", to.email, to.name, filled.subject,
        signed(filled.text, ending, bool(link)), about=thread, client_id=client.pk, link=link, files=files, button=BUTTON,
        from_name=sender_line(sender), by_person=True, not_before=not_before, references=references,
        in_reply_to=references[-1] if references else "",
        unsubscribe={"kind": "no_mailings", "contact": str(to.contact.pk)} if mailing and to.contact else None,
    )  # fmt: skip


def signed(text: str, ending: str, has_link: bool) -> str:
    """The text with the signature under it, and the way to the portal where the words have none."""
    from clientkeep.workspace.mail.placeholders import kept_literal, names_in

    parts = [text.strip(), kept_literal(ending)]
    if has_link and merging.LINK not in names_in(text):
        parts.append(ONLINE)
    return "\n\n".join(parts)


def sender_line(sender: Member) -> str:
    """How the letter's sender is named: the person, and the firm."""
    return f"{sender}, {sender.workspace.name}"[:200]


def mail_ids_of(thread: Thread) -> list[tuple[str, str]]:
    """The Message-IDs of a thread, oldest first, each with whom the letter went to; empty for what came in."""
    found: list[tuple[str, str]] = []
    for message in thread.messages.order_by("happened_at", "pk").prefetch_related("letters")[:500]:
        letters = [letter for letter in message.letters.all() if letter.message_id and letter.state != "dropped"]
        if letters:
            found += [(letter.message_id, letter.to_email.lower()) for letter in letters]
        elif message.external_id and not message.automatic:
            found.append((message.external_id, ""))
    return found


def _link(to: Recipient, thread: Thread) -> dict[str, Any] | None:
    """What {link} opens: the thread in the portal, for people on record, where there is a portal."""
    if to.contact is None or "thread" not in LINK_MAKERS:
        return None
    return {"kind": "thread", "thread": str(thread.pk), "contact": str(to.contact.pk)}


def _actor(sender: Member) -> Any:
    from clientkeep.workspace.members.acting import Actor

    return Actor("member", sender.pk, str(sender))
