"""Arrival: a mail that is not a message yet, since nobody knows its sender or it could not be read. A person chooses."""

import zlib
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events
from .model import Mailbox
from .queries import ArrivalQuerySet
from .states import ARRIVAL_STATES


class Arrival(models.Model):
    """One mail, known by its `key` (its Message-ID) once in a workspace. Its bytes are kept until the choice."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="arrivals")
    mailbox = models.ForeignKey(Mailbox, on_delete=models.SET_NULL, null=True, blank=True, related_name="arrivals")
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="+", help_text="Into whose own mailbox it came"
    )
    key = models.CharField(max_length=300)
    state = models.CharField(max_length=7, choices=[(each, each) for each in ARRIVAL_STATES.all], default="tray")
    reason = models.CharField(max_length=300, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    sender_email = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    first_words = models.CharField(max_length=300, blank=True)
    is_sent = models.BooleanField(default=False)
    happened_at = models.DateTimeField(default=clock.now)
    created_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="arrival_once")]
        indexes = [
            models.Index(fields=["workspace", "sender_email"], name="arrival_by_sender"),
            models.Index(
                fields=["workspace", "-id"], condition=models.Q(state__in=["tray", "aside"]), name="arrival_waiting"
            ),
        ]

    def __str__(self) -> str:
        return self.subject or self.sender_email

    @classmethod
    def keep(cls, workspace: Workspace, mailbox: Mailbox | None, key: str, raw: bytes, **values: Any) -> "Arrival":
        """Keep a mail for a person's choice, in the caller's transaction. The same key gives the one kept first."""
        own = mailbox.member if mailbox else None
        row, is_new = cls.objects.get_or_create(
            workspace=workspace, key=key[:300], defaults={"mailbox": mailbox, "member": own, **values}
        )
        if is_new:
            RawMail.objects.create(arrival=row, content=zlib.compress(raw))
        return row

    @property
    def raw(self) -> bytes:
        """The mail as it came. Raises Conflict once the choice was made."""
        kept = RawMail.objects.filter(arrival=self).first()
        if kept is None:
            raise Conflict("This mail was decided already.", "state")
        return zlib.decompress(kept.content)

    def drop(self, by: Actor) -> None:
        """A person does not want it here. It stays in the mailbox at the provider."""
        self.decide("dropped", by)

    def ignore_sender(self, by: Actor) -> None:
        """Nothing of this sender is wanted, now or later."""
        with transaction.atomic():
            IgnoredSender.objects.get_or_create(workspace=self.workspace, member=self.member, email=self.sender_email)
            for arrival in Arrival.objects.filter(
                workspace=self.workspace, member=self.member, sender_email=self.sender_email, state="tray"
            ):
                arrival.decide("ignored", by)
            if self.state == "aside":
                self.decide("ignored", by)
            record(events.SenderIgnored, workspace_id=self.workspace_id, by=by, sender=self.sender_email)

    @transaction.atomic
    def decide(self, state: str, by: Actor) -> None:
        """Move to a state; a decision gives the bytes up. Raises Conflict where it was decided already."""
        now = Arrival.objects.select_for_update().get(pk=self.pk)
        ARRIVAL_STATES.check(now.state, state, "This mail")
        Arrival.objects.filter(pk=self.pk).update(state=state, decided_at=clock.now(), decided_by=by.name[:200])
        RawMail.objects.filter(arrival=self).delete()
        self.state = state


class RawMail(models.Model):
    """The bytes of an arrival, compressed; gone once it was decided."""

    arrival = models.OneToOneField(Arrival, on_delete=models.CASCADE, primary_key=True, related_name="kept")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.arrival_id)


class IgnoredSender(models.Model):
    """An address whose mail is not even put into the tray: of the firm, or of one member's own mailbox."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    email = models.CharField(max_length=254)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "email"], condition=models.Q(member=None), name="ignored_once_by_the_firm"
            ),
            models.UniqueConstraint(
                fields=["member", "email"], condition=models.Q(member__isnull=False), name="ignored_once_by_a_member"
            ),
        ]

    def __str__(self) -> str:
        return self.email
