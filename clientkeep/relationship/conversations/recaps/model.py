"""Recap: what was agreed in a talk, in words that the client confirms by an act. One row for each version."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from ..model import LogEntry
from . import events
from .queries import RecapQuerySet
from .rules import digest_of

STATES = States({
    "draft": ("sent", "discarded"),
    "sent": ("confirmed", "questioned", "replaced"),
    "questioned": ("confirmed", "replaced"),
    "confirmed": (),
    "replaced": (),
    "discarded": (),
})  # fmt: skip
TALKS = ("call", "meeting")
LONGEST, LONGEST_SUBJECT, LONGEST_QUESTION = 20_000, 200, 5_000


class Recap(models.Model):
    """One version. From its sending on the text never changes (the database says so); `digest` is its SHA-256."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="recaps")
    entry = models.ForeignKey(LogEntry, on_delete=models.PROTECT, related_name="recaps")
    version = models.PositiveIntegerField(default=1)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    state = models.CharField(max_length=10, default="draft", choices=[(state, state) for state in STATES.all])
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    text = models.TextField(max_length=LONGEST)
    digest = models.CharField(max_length=64, blank=True)
    to = models.ManyToManyField(Contact, related_name="+", blank=True)
    written_by = models.CharField(max_length=200)
    sent_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    confirming_contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    question = models.TextField(max_length=LONGEST_QUESTION, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = RecapQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["client", "-created_at", "-id"], name="recap_of_client"),
            models.Index(fields=["workspace", "state", "sent_at"], name="recap_waiting"),
        ]

    def __str__(self) -> str:
        return self.subject

    @classmethod
    def begin(
        cls, entry: LogEntry, by: Actor, *, subject: str, text: str, to: Sequence[Contact], id: uuid.UUID | None = None
    ) -> "Recap":
        """Keep a draft over a call or a meeting. The same `id` gives the same draft again."""
        if entry.kind not in TALKS:
            raise Invalid("A recap is written over a call or a meeting.", None)
        with transaction.atomic():
            if id and (known := cls.objects.filter(pk=id, client=entry.client_id).first()):
                return known
            recap = cls(
                **({"id": id} if id else {}),
                workspace_id=entry.workspace_id, client_id=entry.client_id, entry=entry, written_by=by.name,
            )  # fmt: skip
            recap._take(subject, text)
            recap.save(force_insert=True)
            recap._address(to)
        return recap

    def write(self, *, subject: str, text: str, to: Sequence[Contact]) -> None:
        """Change a draft. Conflict once it was sent: a change is a new version."""
        with transaction.atomic():
            self._hold("draft", "was sent meanwhile. Write a new version of it.")
            self._take(subject, text)
            self.save(update_fields=["subject", "text"])
            self._address(to)

    def discard(self) -> None:
        """Put a draft away."""
        with transaction.atomic():
            self._hold("draft", "was sent meanwhile.")
            self._set(state="discarded")

    def renew(self, by: Actor) -> "Recap":
        """Begin the next version of one that is not confirmed. What is open stays open until the new one is sent."""
        with transaction.atomic():
            now = self._locked()
            if now.state not in ("sent", "questioned"):
                raise Conflict(f"This recap is {now.state}. A new version is written of one that waits for the client.", "state")
            if known := Recap.objects.filter(replaces=self).exclude(state="discarded").first():
                return known
            Recap.objects.filter(replaces=self).update(replaces=None)
            new = Recap.objects.create(
                workspace_id=now.workspace_id, client_id=now.client_id, entry_id=now.entry_id, version=now.version + 1,
                replaces=self, subject=now.subject, text=now.text, written_by=by.name,
            )  # fmt: skip
            new.to.set(now.to.all())
        return new

    def confirm(self, by: Actor, contact: Contact | None, digest: str) -> None:
        """The client says: this is what we agreed. `digest` is of the text that they saw.

        Raises Conflict where it is not open any more, where it was confirmed already, or the text is another one.
        """
        with transaction.atomic():
            now = self._locked()
            STATES.check(now.state, "confirmed", "This recap")
            if digest != now.digest or not now.is_intact:
                raise Conflict("This is not the newest text. Read it again, and confirm what it says now.", "digest")
            self._set(state="confirmed", confirmed_at=clock.now(), confirmed_by=by.name, confirming_contact=contact)
            self._announce(events.RecapConfirmed, by)

    def ask(self, by: Actor, contact: Contact | None, text: str) -> None:
        """The client says: not quite, with words. They come to the firm as a message that waits for an answer."""
        words = tidy_text("text", text, LONGEST_QUESTION)
        if not words:
            raise Invalid("Say what you remember differently.", "text")
        with transaction.atomic():
            now = self._locked()
            STATES.check(now.state, "questioned", "This recap")
            self._set(state="questioned", question=words)
            LogEntry.write(self.client, "message", f"About the recap “{self.subject}”: {words}", by, contact)
            self._announce(events.RecapQuestioned, by, text=words[:500])

    @property
    def is_intact(self) -> bool:
        """Whether the text is the one whose digest was kept at its sending."""
        return digest_of(self.text) == self.digest

    def left_as(self, subject: str, text: str) -> bool:
        """Whether it left with these very words: a form that is sent twice says nothing new."""
        return bool(self.digest) and (self.subject, self.digest) == (_subject(subject), digest_of(_text(text)))

    def is_confirmed_by(self, contact: Contact | None, digest: str) -> bool:
        """Whether this contact has confirmed this very text already: a click that comes twice says nothing new."""
        return (self.state, self.confirming_contact_id, self.digest) == ("confirmed", contact and contact.pk, digest)

    def sent_to(self, people: Sequence[Contact], by: Actor) -> None:
        """Note inside a transaction that it leaves: digest, moment, and the version that it takes the place of."""
        self._hold("draft", "was sent already.")
        self._set(state="sent", sent_at=clock.now(), digest=digest_of(self.text))
        if self.replaces_id:
            old = Recap.objects.select_for_update().get(pk=self.replaces_id)
            STATES.check(old.state, "replaced", "The version before")
            old._set(state="replaced")
            old._announce(events.RecapReplaced, by)
        self._announce(events.RecapSent, by, to=", ".join(str(person) for person in people)[:300])

    def _take(self, subject: str, text: str) -> None:
        self.subject, self.text = _subject(subject), _text(text)
        if not self.subject:
            raise Invalid("Write a subject.", "subject")
        if not self.text:
            raise Invalid("Write what was agreed.", "text")

    def _address(self, to: Sequence[Contact]) -> None:
        if any(person.client_id != self.client_id for person in to):
            raise Invalid("Choose contacts of this client.", "to")
        self.to.set(to)

    def _locked(self) -> "Recap":
        now = Recap.objects.select_for_update().get(pk=self.pk)
        for field in self._meta.concrete_fields:
            setattr(self, field.attname, getattr(now, field.attname))
        return now

    def _hold(self, state: str, otherwise: str) -> None:
        if self._locked().state != state:
            raise Conflict(f"This recap {otherwise}", "state")

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))

    def _announce(self, kind: Any, by: Actor, **payload: Any) -> None:
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, client=self.client.name,
            subject=self.subject, version=self.version, digest=self.digest, **payload,
        )  # fmt: skip


def _subject(typed: str) -> str:
    return " ".join(tidy_text("subject", typed, LONGEST_SUBJECT).split())


def _text(typed: str) -> str:
    return tidy_text("text", typed.replace("\r\n", "\n"), LONGEST)
