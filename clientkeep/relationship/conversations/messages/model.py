"""Thread and Message: what was written between a firm and its client, by mail or in the portal, each message once."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.journal import record
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .queries import MessageQuerySet, ThreadQuerySet

CHANNELS = [("mail", "Mail"), ("portal", "Portal")]
DIRECTIONS = [("in", "From the client"), ("out", "From the firm")]
MOST_TEXT = 200_000


class Thread(models.Model):
    """One conversation with one client. Its messages are read in the order in which they happened."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="threads")
    subject = models.CharField(max_length=300)
    started_at = models.DateTimeField(default=clock.now)
    last_at = models.DateTimeField(default=clock.now)
    # The client's oldest message that still waits for an answer; empty: nobody waits on us in this thread.
    waits_since = models.DateTimeField(null=True, blank=True)
    # Up to this moment everything is answered, or was said to need no answer.
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "-last_at", "-id"], name="thread_newest"),
            models.Index(fields=["client", "-last_at", "-id"], name="thread_of_client"),
            models.Index(
                fields=["workspace", "waits_since"], condition=models.Q(waits_since__isnull=False), name="thread_waiting"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @classmethod
    def begin(cls, client: Client, subject: str) -> "Thread":
        return cls.objects.create(workspace_id=client.workspace_id, client=client, subject=_subject(subject))

    def settle(self, by: Actor) -> None:
        """A person says: nothing is to be answered here. Safe to repeat."""
        with transaction.atomic():
            thread = Thread.objects.select_for_update().get(pk=self.pk)
            if thread.waits_since is None:
                return
            # Up to the last message that was there: one that is fetched later has not been seen yet.
            Thread.objects.filter(pk=self.pk).update(waits_since=None, answered_at=thread.last_at)
            record(
                events.ThreadAnswered, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self,
                client=self.client.name, subject=self.subject,
            )  # fmt: skip
        self.refresh_from_db()

    def _count(self, message: "Message") -> None:
        """Take a message into account. It may be older than others: mail is fetched in any order."""
        self.last_at = max(self.last_at, message.happened_at)
        if message.direction == "out" and not message.automatic:
            return self.recount()
        answered = self.answered_at and message.happened_at <= self.answered_at
        if message.direction == "in" and not message.automatic and not answered:
            self.waits_since = min(filter(None, (self.waits_since, message.happened_at)))
        self.save(update_fields=["last_at", "waits_since"])

    def recount(self) -> None:
        """Find anew when it was last written in, until when it is answered, and since when the client waits."""
        told = self.messages.filter(automatic=False, withdrawn_at=None)
        ours = told.filter(direction="out").aggregate(newest=models.Max("happened_at"))["newest"]
        self.answered_at = max(filter(None, (self.answered_at, ours)), default=None)
        waiting = told.filter(direction="in")
        if self.answered_at:
            waiting = waiting.filter(happened_at__gt=self.answered_at)
        self.waits_since = waiting.aggregate(oldest=models.Min("happened_at"))["oldest"]
        self.last_at = self.messages.aggregate(newest=models.Max("happened_at"))["newest"] or self.last_at
        self.save(update_fields=["answered_at", "waits_since", "last_at"])


class Message(models.Model):
    """One message. `text` is what was newly said; `whole` is all of it, quotes included; neither ever changes.

    `external_id` is the Message-ID of a mail: the same mail is kept once, however often it is fetched.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="messages")
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="messages")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    direction = models.CharField(max_length=3, choices=DIRECTIONS)
    channel = models.CharField(max_length=6, choices=CHANNELS)
    from_name = models.CharField(max_length=200, blank=True)
    from_email = models.CharField(max_length=254, blank=True)
    to = models.JSONField(default=list, help_text='[{"name": …, "email": …}], as the message names them')
    subject = models.CharField(max_length=300)
    text = models.TextField(max_length=MOST_TEXT)
    whole = models.TextField(max_length=MOST_TEXT, blank=True, help_text="Empty where it is the same as text")
    html = models.TextField(blank=True, help_text="Sanitised; remote pictures are taken out")
    files = models.ManyToManyField(StoredFile, blank=True, related_name="messages")
    letters = models.ManyToManyField(Letter, blank=True, related_name="messages")
    external_id = models.CharField(max_length=300, blank=True)
    answers = models.CharField(max_length=300, blank=True, help_text="In-Reply-To")
    notes = models.JSONField(default=list, blank=True, help_text="What was left out of it, in sentences")
    automatic = models.BooleanField(default=False, help_text="Written by a machine: an absence note, a bounce")
    # None of its letters left, and none will: nobody was written to.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    happened_at = models.DateTimeField(default=clock.now)
    created_at = models.DateTimeField(default=clock.now)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "external_id"], condition=~models.Q(external_id=""), name="message_once"
            )
        ]
        indexes = [
            models.Index(fields=["thread", "happened_at", "id"], name="message_of_thread"),
            models.Index(fields=["client", "-happened_at", "-id"], name="message_of_client"),
            models.Index(fields=["workspace", "direction", "happened_at"], name="message_by_direction"),
        ]

    def __str__(self) -> str:
        return self.subject

    @classmethod
    def receive(
        cls,
        thread: Thread,
        by: Actor,
        *,
        text: str,
        channel: str,
        contact: Contact | None = None,
        at: dt.datetime | None = None,
        automatic: bool = False,
        external_id: str = "",
        files: Sequence[StoredFile] = (),
        letters: Sequence[Letter] = (),
        **values: Any,
    ) -> "Message":
        """Keep a message of the client and announce it. The same `external_id` gives the message kept first.

        `letters` are those that it answers. A message written by a machine waits for no answer and is no contact with
        the client.
        """
        with transaction.atomic():
            if external_id and (known := cls.objects.filter(workspace=thread.workspace_id, external_id=external_id).first()):
                return known
            message = cls._kept(thread, "in", text, channel, contact, at, files, external_id, automatic, values)
            message.letters.set(letters)
            who = str(contact or message.from_name or message.from_email or by.name)
            record(
                events.MessageReceived, workspace_id=thread.workspace_id, by=by, client_id=thread.client_id,
                about=message, at=message.happened_at, client=thread.client.name, who=who, subject=message.subject,
                channel=channel, automatic=automatic,
            )  # fmt: skip
            if not automatic:
                thread.client.touched(message.happened_at)
        return message

    @classmethod
    def write(
        cls,
        thread: Thread,
        by: Actor,
        *,
        text: str,
        channel: str,
        to: Sequence[dict[str, str]] = (),
        at: dt.datetime | None = None,
        external_id: str = "",
        files: Sequence[StoredFile] = (),
        letters: Sequence[Letter] = (),
        automatic: bool = False,
        **values: Any,
    ) -> "Message":
        """Keep a message of the firm and announce it. Nobody waits on us in its thread any more.

        A letter that went by itself (`automatic`) answers nobody.
        """
        with transaction.atomic():
            if external_id and (known := cls.objects.filter(workspace=thread.workspace_id, external_id=external_id).first()):
                return known
            values["to"] = list(to)
            message = cls._kept(thread, "out", text, channel, None, at, files, external_id, automatic, values)
            message.letters.set(letters)
            who = ", ".join(each.get("name") or each.get("email", "") for each in to) or thread.client.name
            record(
                events.MessageWritten, workspace_id=thread.workspace_id, by=by, client_id=thread.client_id,
                about=message, at=message.happened_at, client=thread.client.name, who=who[:300], subject=message.subject,
                channel=channel,
            )  # fmt: skip
            thread.client.touched(message.happened_at)
        return message

    def move_to(self, client: Client, by: Actor) -> Thread:
        """Put the message with another client, in a thread of its own there. Returns that thread.

        Its files go with it; what the journal told of it stays where it was told.
        """
        if client.workspace_id != self.workspace_id or client.pk == self.client_id:
            raise Invalid("Choose another client.", "client")
        with transaction.atomic():
            left = Thread.objects.select_for_update().get(pk=self.thread_id)
            thread = Thread.begin(client, self.subject)
            before, contact = self.client, client.contacts.current().filter(email__iexact=self.from_email).first()
            Message.objects.filter(pk=self.pk).update(thread=thread, client=client, contact=contact if self.from_email else None)
            self.files.update(client_id=client.pk)
            for each in (left, thread):
                each.recount()
            for side in (before, client):
                record(
                    events.MessageMoved, workspace_id=self.workspace_id, by=by, client_id=side.pk, about=self,
                    client=side.name, subject=self.subject, before=before.name, after=client.name,
                )  # fmt: skip
        self.refresh_from_db()
        return thread

    @classmethod
    def _kept(cls, thread, direction, text, channel, contact, at, files, external_id, automatic, values) -> "Message":
        if not text.strip() and not files:
            raise Invalid("Write what you want to say.", "text")
        if len(text) > MOST_TEXT:
            raise Invalid(f"Keep it under {MOST_TEXT:,} characters (this has {len(text):,}).", "text")
        held = Thread.objects.select_for_update().get(pk=thread.pk)
        values["subject"] = _subject(values.get("subject") or held.subject)
        message = cls.objects.create(
            workspace_id=held.workspace_id, client_id=held.client_id, thread=held, direction=direction, text=text,
            channel=channel, contact=contact, happened_at=at or clock.now(), external_id=external_id,
            automatic=automatic, **values,
        )  # fmt: skip
        message.files.set(files)
        held._count(message)
        thread.last_at, thread.waits_since, thread.answered_at = held.last_at, held.waits_since, held.answered_at
        return message


def _subject(text: str) -> str:
    return " ".join(text.split())[:300] or "(no subject)"
