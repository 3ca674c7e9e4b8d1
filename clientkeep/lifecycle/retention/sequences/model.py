"""Sequence: a named list of letters and tasks, one after the other, that a firm wrote once to use it for many clients."""

import uuid
from typing import Any

from django.db import models

from clientkeep.foundation.fields import Identity
from clientkeep.relationship.rhythm.step_list import StepList, Steps, checked_name
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .queries import SequenceQuerySet
from .steps import checked_steps


class Sequence(StepList):
    """Letters and tasks, each so many days after the one before."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    steps = models.JSONField(default=list, help_text='[{"kind": "letter", "days", "hour", "by_itself", "words"} or {"kind": "task", "days", "hour", "what"}]')

    objects = SequenceQuerySet.as_manager()
    noun = "sequence"

    class Meta:
        indexes = [models.Index(fields=["workspace", "archived_at", "name"], name="sequence_by_name")]

    @property
    def writes(self) -> bool:
        """Whether any of its steps is a letter."""
        return any(step["kind"] == "letter" for step in self.steps)

    @classmethod
    def make(
        cls, workspace: Workspace, by: Actor, name: str, steps: Steps = (), id: uuid.UUID | None = None
    ) -> "Sequence":
        """Make one. The same `id` gives the one made first. Raises Invalid with `name` or a field of a step."""
        return cls._made(workspace, by, id, name=checked_name(name), steps=checked_steps(steps))

    def rename(self, by: Actor, name: str, version: int | None = None) -> None:
        """Give it another name. Raises Invalid with `name`, Conflict where somebody was quicker."""
        self._change(by, version, "renamed", name=checked_name(name))

    @classmethod
    def _checked(cls, workspace: Workspace, steps: Steps) -> list[dict[str, Any]]:
        return checked_steps(steps)

    def _tell(self, by: Actor, words: str) -> None:
        record(events.SequenceChanged, workspace_id=self.workspace_id, by=by, about=self, sequence=self.name, words=words)
