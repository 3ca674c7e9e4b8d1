"""Delivery: a notice leaves the app. The row is written with the notice; `key` is unique: once by each way, ever."""

import datetime as dt

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.models import Member, Workspace

from .model import Notice
from .webhook import Webhook


class DeliveryQuerySet(models.QuerySet):
    def due(self, now: dt.datetime) -> "DeliveryQuerySet":
        return self.filter(state="due", due_at__lte=now)


class Delivery(models.Model):
    """`channel`: mail (at once), digest, hook. Without a member and a notice it goes to the firm's webhook."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    channel = models.CharField(max_length=6, choices=[(c, c) for c in ("mail", "digest", "hook")])
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, null=True, related_name="deliveries")
    hook = models.ForeignKey(Webhook, on_delete=models.CASCADE, null=True, related_name="deliveries")
    state = models.CharField(max_length=7, default="due", choices=[(s, s) for s in ("due", "done", "dropped")])
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True, help_text="Why it was dropped")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="delivery_once")]
        indexes = [models.Index(fields=["state", "due_at"], name="delivery_due")]

    @classmethod
    def plan(cls, channel: str, event: Event, due_at: dt.datetime, *, notice: Notice | None = None, hook: Webhook | None = None) -> None:
        """Write a delivery in the caller's transaction, unless it is there."""
        member_id = notice.member_id if notice else None
        cls.objects.get_or_create(
            workspace_id=event.workspace_id, key=f"{channel}:{event.pk}:{member_id or 'firm'}",
            defaults={"channel": channel, "event": event, "member_id": member_id, "notice": notice, "hook": hook, "due_at": due_at},
        )  # fmt: skip

    def done(self) -> None:
        self._settle("done")

    def drop(self, why: str) -> None:
        self._settle("dropped", why)

    def put_off(self, until: dt.datetime) -> None:
        Delivery.objects.filter(pk=self.pk, state="due").update(due_at=until)

    def _settle(self, state: str, why: str = "") -> None:
        Delivery.objects.filter(pk=self.pk, state="due").update(state=state, why=why[:200], settled_at=clock.now())
