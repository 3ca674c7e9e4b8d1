"""LostReason: why the firm loses, in its own words."""

import uuid
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events, rules
from .queries import OfTheFirmQuerySet


class LostReason(models.Model):
    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    place = models.PositiveIntegerField()
    retired_at = models.DateTimeField(null=True)

    objects = OfTheFirmQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        indexes = [models.Index(fields=["workspace", "place"], name="lost_reason_in_order")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, workspace: Workspace) -> "list[LostReason]":
        """The firm's reasons in order; the ready-made ones, not saved yet, for a firm that has none."""
        return list(cls.objects.filter(workspace=workspace).standing()) or _ready_made(workspace)

    @classmethod
    def keep_ready(cls, workspace: Workspace) -> "list[LostReason]":
        """The same, locked with the firm's pipeline and saved on first use."""
        Workspace.objects.select_for_update().get(pk=workspace.pk)
        if not cls.objects.filter(workspace=workspace).exists():
            cls.objects.bulk_create(_ready_made(workspace))
        return list(cls.objects.filter(workspace=workspace).standing())

    @classmethod
    def add(cls, workspace: Workspace, by: Actor, name: str) -> "LostReason":
        """Add a reason behind the others. Raises Invalid for no words, and for a name that is there."""
        name = " ".join(tidy_text("reason", name, 100).split())
        if not name:
            raise Invalid("Write the reason in a few words.", "reason")
        with transaction.atomic():
            standing = cls.keep_ready(workspace)
            if len(standing) >= rules.MOST_REASONS:
                raise Invalid(f"Keep at most {rules.MOST_REASONS} reasons.", "reason")
            if any(each.name.casefold() == name.casefold() for each in standing):
                raise Invalid("This reason is in the list already.", "reason")
            reason = cls.objects.create(workspace=workspace, name=name, place=1 + max((each.place for each in standing), default=0))
            reason._tell(events.ReasonAdded, by)
        return reason

    def retire(self, by: Actor) -> None:
        """Offer it no more; what was lost for it keeps it. Raises Conflict for the last one."""
        with transaction.atomic():
            standing = LostReason.keep_ready(self.workspace)
            if self not in standing:
                raise Conflict("This reason was taken off meanwhile.", "reason")
            if len(standing) == 1:
                raise Conflict("Keep at least one reason.", "reason")
            LostReason.objects.filter(pk=self.pk).update(retired_at=clock.now())
            self._tell(events.ReasonRetired, by)

    def _tell(self, kind: Any, by: Actor) -> None:
        record(kind, workspace_id=self.workspace_id, by=by, about=self, reason=self.name)


def _ready_made(workspace: Workspace) -> list[LostReason]:
    return [
        LostReason(id=uuid.uuid5(workspace.pk, f"lost_reason:{place}"), workspace=workspace, name=name, place=place)
        for place, name in enumerate(rules.REASONS, 1)
    ]
