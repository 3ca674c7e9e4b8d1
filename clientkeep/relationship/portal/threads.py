"""What was written between the firm and one person of a client, as that person sees it; and what they write."""

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from typing import Any

from django.core import signing
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Forbidden, Invalid
from clientkeep.foundation.ids import new_id
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.conversations.models import Message, Thread
from clientkeep.workspace.files import intake
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.limits import count_attempt

from .visitor import Visitor

LONGEST, MOST_FILES = 10_000, 5
# Enough for a lively talk, too few to flood a firm with.
AT_MOST, WITHIN = 20, dt.timedelta(hours=1)


def messages_of(visitor: Visitor) -> QuerySet[Message]:
    """What this person wrote, and what was sent to them and is not on hold until a later moment.

    Staff who look as the client see what its people see between them.
    """
    mine = Message.objects.filter(workspace=visitor.workspace, client=visitor.client, withdrawn_at=None)
    people = [visitor.contact] if visitor.contact else visitor.client.people if visitor.looking else []
    seen = Q(pk=None)
    for person in people:
        seen |= Q(direction="in", contact=person, automatic=False)
        if person.email:
            seen |= Q(direction="out") & (Exists(_letters_to(person)) | Q(letters=None, told_to__icontains=json.dumps(person.email)))
    return mine.annotate(told_to=Cast("to", TextField())).filter(seen)


def threads_of(visitor: Visitor) -> QuerySet[Thread]:
    """The threads that hold anything of that, the newest first."""
    return Thread.objects.filter(pk__in=messages_of(visitor).values("thread")).order_by("-last_at", "-pk")


def mint(visitor: Visitor) -> str:
    """A token for one form: it names the message that it makes, so that one sent twice makes one."""
    return signing.dumps(str(new_id()), salt=_salt(visitor))


def say(visitor: Visitor, thread: Thread | None, subject: str, text: str, uploads: Sequence[Any], token: str) -> Message:
    """The client writes, in a thread or a new one; it stands on the record and waits for the firm's answer.

    Raises Forbidden for staff who look as the client, Invalid with `text`, `subject` or `file`, TooMany.
    """
    visitor.require(True)
    if visitor.contact is None or not visitor.sees_all:
        raise Forbidden("This link opens a document alone. Answer by mail, or ask there.")
    text, subject = text.replace("\r\n", "\n").strip(), " ".join(subject.split())
    if not text or len(text) > LONGEST:
        raise Invalid(f"Write what you want to say, in at most {LONGEST:,} characters.", "text")
    if len(subject) > 200:
        raise Invalid("Keep the subject under 200 characters.", "subject")
    if len(uploads) > MOST_FILES:
        raise Invalid(f"Send {MOST_FILES} files at most at a time.", "file")
    count_attempt("portal.message", str(visitor.contact.pk), AT_MOST, WITHIN)
    identity = _identity_in(visitor, token)
    with transaction.atomic():
        Client.objects.select_for_update().get(pk=visitor.client.pk)
        if known := Message.objects.filter(pk=identity, client=visitor.client).first():
            return known
        thread = thread or Thread.begin(visitor.client, subject or text.split("\n")[0][:80])
        # Kept with the thread: nothing that a client sends becomes a newer version of a file of the firm.
        files = [
            intake.keep(visitor.workspace, each, each.name, visitor.actor, client_id=visitor.client.pk, about=thread)
            for each in uploads
        ]
        return Message.receive(
            thread, visitor.actor, text=text, channel="portal", contact=visitor.contact, files=files, id=identity,
            from_name=visitor.name, from_email=visitor.contact.email,
        )  # fmt: skip


def _letters_to(person: Contact) -> QuerySet[Letter]:
    due = Q(not_before=None) | Q(not_before__lte=clock.now())
    return Letter.objects.filter(due, messages=OuterRef("pk"), to_email__iexact=person.email).exclude(state="dropped")


def _identity_in(visitor: Visitor, token: str) -> uuid.UUID:
    try:
        return uuid.UUID(signing.loads(token, salt=_salt(visitor), max_age=60 * 60 * 24 * 7))
    except signing.BadSignature:
        raise Invalid("This form is too old. What you typed is still here: send it again.", "text") from None


def _salt(visitor: Visitor) -> str:
    return f"portal.message:{visitor.client.pk}:{visitor.contact.pk if visitor.contact else ''}"
