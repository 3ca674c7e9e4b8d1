"""Sequence: a named list of letters and tasks, one after the other, that a firm wrote once to use it for many clients."""

import uuid
from collections.abc import Mapping
from collections.abc import Sequence as Rows
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .queries import SequenceQuerySet
from .steps import checked_steps

MOST, LONGEST = 100, 100


class Sequence(models.Model):
    """Its steps stand in their order. `version` counts its changes: who changes it says which one they saw."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST)
    steps = models.JSONField(default=list, help_text='[{"kind": "letter", "days", "hour", "by_itself", "words"} or {"kind": "task", "days", "hour", "what"}]')
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    archived_at = models.DateTimeField(null=True)

    objects = SequenceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["workspace", "archived_at", "name"], name="sequence_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def writes(self) -> bool:
        """Whether any of its steps is a letter."""
        return any(step["kind"] == "letter" for step in self.steps)

    @classmethod
    def make(
        cls, workspace: Workspace, by: Actor, name: str, steps: Rows[Mapping[str, Any]] = (), id: uuid.UUID | None = None
    ) -> "Sequence":
        """Make one. The same `id` gives the one made first. Raises Invalid with `name` or a field of a step."""
        name, kept = _name(name), checked_steps(steps)
        with transaction.atomic():
            if id and (known := cls.objects.filter(workspace=workspace, pk=id).first()):
                return known
            if cls.objects.current().filter(workspace=workspace).count() >= MOST:
                raise Conflict(f"A firm has at most {MOST} sequences. Put one away first.", "name")
            made = cls.objects.create(**({"id": id} if id else {}), workspace=workspace, name=name, steps=kept)
            made._tell(by, "made")
        return made

    def rename(self, by: Actor, name: str, version: int | None = None) -> None:
        """Give it another name. Raises Invalid with `name`, Conflict where somebody was quicker."""
        self._change(by, version, "renamed", name=_name(name))

    def keep_steps(self, by: Actor, steps: Rows[Mapping[str, Any]], version: int | None = None) -> None:
        """Put other steps in place of its own. What runs already keeps the steps that it began with.

        Raises Invalid with the field of a step, Conflict where somebody was quicker.
        """
        kept = checked_steps(steps)
        self._change(by, version, "1 step" if len(kept) == 1 else f"{len(kept)} steps", steps=kept)

    def put_away(self, by: Actor) -> None:
        """Start it no more. What runs already goes on. Safe to repeat."""
        if self.archived_at is None:
            self._change(by, None, "put away", archived_at=clock.now())

    def bring_back(self, by: Actor) -> None:
        """Let it be started again. Safe to repeat."""
        if self.archived_at is not None:
            self._change(by, None, "brought back", archived_at=None)

    def _change(self, by: Actor, version: int | None, words: str, **values: Any) -> None:
        with transaction.atomic():
            now = Sequence.objects.select_for_update().get(pk=self.pk)
            if version is not None and version != now.version:
                raise Conflict("Somebody changed this sequence meanwhile. Look at it again, then change it.", "version")
            for name, value in {**values, "version": now.version + 1}.items():
                setattr(now, name, value)
            now.save()
            self.refresh_from_db()
            self._tell(by, words)

    def _tell(self, by: Actor, words: str) -> None:
        record(events.SequenceChanged, workspace_id=self.workspace_id, by=by, about=self, sequence=self.name, words=words)


def _name(name: str) -> str:
    kept = " ".join(tidy_text("name", name, 1_000).split())
    if not kept or len(kept) > LONGEST:
        raise Invalid(f"Give it a name of at most {LONGEST} signs.", "name")
    return kept
