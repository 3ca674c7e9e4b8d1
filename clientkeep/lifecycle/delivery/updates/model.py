"""StatusUpdate: a letter to one client that says what was done, what comes next, and what is needed of them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.relationship.conversations.recaps.rules import digest_of
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .queries import UpdateQuerySet
from .writing import UpdateWriting

STATES = States({"draft": ("sent", "dropped"), "sent": (), "dropped": ()})
LONGEST, LONGEST_SUBJECT = 20_000, 200
CHANGED = "Somebody changed this letter, or what it tells of, while you read it. Look at it as it stands now."


class StatusUpdate(UpdateWriting, models.Model):
    """One update. `period` names what it is for: the day of its week, or of the asking; a client has one for each.

    It tells of what came after `since` until `told_until`. While nobody has changed its words, they follow the record;
    `edited_at` marks those that a person wrote. `version` counts every change of its words or people.
    From its sending on it never changes (the database says so); `digest` is the SHA-256 of its text.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="status_updates")
    period = models.CharField(max_length=14)
    day = models.DateField(help_text="The business day on which it was due or asked for")
    state = models.CharField(max_length=7, default="draft", choices=[(state, state) for state in STATES.all])
    since = models.DateTimeField()
    told_until = models.DateTimeField()
    has_news = models.BooleanField()
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    text = models.TextField(max_length=LONGEST)
    version = models.PositiveIntegerField(default=1)
    to = models.ManyToManyField(Contact, related_name="+", blank=True)
    drafted_by = models.CharField(max_length=200)
    edited_at = models.DateTimeField(null=True)
    edited_by = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=200, blank=True)
    dropped_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "period"], name="update_once"),
            models.UniqueConstraint(fields=["client"], condition=models.Q(state="draft"), name="update_open_once"),
        ]
        indexes = [
            models.Index(fields=["client", "-sent_at", "-id"], name="update_of_client"),
            models.Index(fields=["workspace", "state", "day"], name="update_waiting"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_intact(self) -> bool:
        """Whether the text is the one whose digest was kept at its sending."""
        return digest_of(self.text) == self.digest

    @property
    def is_ready(self) -> bool:
        """Whether it is offered for sending: news stand in it, or a person wrote in it."""
        return self.state == "draft" and (self.has_news or self.edited_at is not None)

    def sent_to(self, people: Sequence[Contact], by: Actor) -> None:
        """Note inside a transaction that it leaves: digest, moment, who sent it, to whom."""
        self._set(state="sent", sent_at=clock.now(), sent_by=by.name, digest=digest_of(self.text))
        self._announce(events.UpdateSent, by, digest=self.digest, to=", ".join(str(person) for person in people)[:300])
        self.client.touched(self.sent_at)

    def hold(self, version: int | None = None) -> None:
        """Hold the draft until the transaction ends, and see what others did meanwhile. The client is held first.

        Raises Conflict where it is no draft any more, or not the `version` that was read.
        """
        Client.objects.select_for_update().get(pk=self.client_id)
        now = StatusUpdate.objects.select_for_update().get(pk=self.pk)
        for field in self._meta.concrete_fields:
            setattr(self, field.attname, getattr(now, field.attname))
        if self.state != "draft":
            raise Conflict(f"This update was {self.state} already.", "state")
        if version is not None and version != self.version:
            raise Conflict(CHANGED, "version")

    def take(self, subject: str, text: str) -> bool:
        """Put words into it; returns whether they are others. Raises Invalid for none, or too many."""
        before = self.subject, self.text
        self.subject = " ".join(tidy_text("subject", subject, LONGEST_SUBJECT).split())
        self.text = tidy_text("text", text.replace("\r\n", "\n"), LONGEST)
        if not self.subject:
            raise Invalid("Write a subject.", "subject")
        if not self.text:
            raise Invalid("Write what the client is to know.", "text")
        return (self.subject, self.text) != before

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))

    def _announce(self, kind: Any, by: Actor, **payload: Any) -> None:
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, client=self.client.name,
            subject=self.subject, **payload,
        )  # fmt: skip


def period_of(day: dt.date, turn: int = 1) -> str:
    """Name a day's update; a second one that is asked for on the same day has a turn."""
    return day.isoformat() if turn == 1 else f"{day.isoformat()}.{turn}"
