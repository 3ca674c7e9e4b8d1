"""HandOver: a client got another owner, who reads what there is to know and says so."""

from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events
from .queries import HandOverQuerySet

LONGEST = 5_000


class HandOver(models.Model):
    """One change of owner, named by its event. `note` is internal: no client ever sees it.

    The newest change of a client supersedes those that were not acknowledged.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="hand_overs")
    event = models.UUIDField(unique=True, help_text="The event that told of the change")
    seq = models.BigIntegerField(help_text="Its place in the journal")
    before = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    handed_by = models.CharField(max_length=200)
    note = models.TextField(blank=True, max_length=LONGEST)
    note_by = models.CharField(max_length=200, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["client", "-seq"], name="hand_over_of_client"),
            models.Index(
                fields=["workspace", "owner", "seq"], name="hand_over_open",
                condition=models.Q(acknowledged_at=None, superseded_at=None),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.client} to {self.owner}"

    @classmethod
    def begin(cls, client: Client, event: Event, before: Member | None, owner: Member) -> "HandOver | None":
        """Open the hand-over that an event told of; the same event opens one.

        None where the client goes back to whom it came from before anybody acknowledged: nothing was handed over then.
        """
        with transaction.atomic():
            Client.objects.select_for_update().get(pk=client.pk)
            rows = cls.objects.filter(client=client)
            if known := rows.filter(event=event.pk).first():
                return known
            earlier = rows.filter(seq__lt=event.seq).order_by("-seq").first()
            rows.filter(seq__lt=event.seq, acknowledged_at=None, superseded_at=None).update(superseded_at=clock.now())
            if earlier and earlier.acknowledged_at is None and earlier.before_id == owner.pk:
                return None
            overtaken = rows.filter(seq__gt=event.seq).exists()
            return cls.objects.create(
                workspace_id=client.workspace_id, client=client, event=event.pk, seq=event.seq, before=before, owner=owner,
                handed_by=event.actor_name, created_at=event.happened_at, superseded_at=clock.now() if overtaken else None,
            )  # fmt: skip

    @property
    def is_open(self) -> bool:
        """Whether the new owner is still to acknowledge it."""
        return not (self.acknowledged_at or self.superseded_at) and self.client.owner_id == self.owner_id

    def leave_note(self, text: str, by: Actor) -> None:
        """Say what the new owner should know. Raises Invalid past 5,000 characters, Conflict once it is superseded."""
        text = tidy_text("note", text, 2 * LONGEST).strip()
        if len(text) > LONGEST:
            raise Invalid(f"Keep it under {LONGEST:,} characters (this has {len(text):,}).", "note")
        with transaction.atomic():
            self._hold()
            if self.superseded_at:
                raise Conflict("The client has changed owner again since. Leave the note on the newest hand-over.")
            if text == self.note:
                return
            self.note, self.note_by = text, by.name[:200]
            self.save(update_fields=["note", "note_by"])
            self._announce(events.HandOverNoted, by)

    def acknowledge(self, by: Actor) -> None:
        """The new owner has read it. Safe to repeat. Raises Conflict for anybody else, and once it is superseded."""
        with transaction.atomic():
            self._hold()
            if by.id != self.owner_id:
                raise Conflict(f"Only {self.owner}, to whom the client was handed, can say so.")
            if self.acknowledged_at:
                return
            if self.superseded_at:
                raise Conflict("The client has changed owner again since.")
            self.acknowledged_at = clock.now()
            self.save(update_fields=["acknowledged_at"])
            self._announce(events.HandOverAcknowledged, by)

    def _hold(self) -> None:
        now = HandOver.objects.select_for_update().get(pk=self.pk)
        for name in ("note", "note_by", "acknowledged_at", "superseded_at"):
            setattr(self, name, getattr(now, name))

    def _announce(self, kind: Any, by: Actor) -> None:
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, client=self.client.name,
            owner=str(self.owner),
        )  # fmt: skip
