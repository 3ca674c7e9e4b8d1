"""Playbook: the same good start each time, written once as a list of steps for the firm and for the client."""

import uuid
from typing import Any

from django.db import models

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.relationship.rhythm.step_list import LONGEST, StepList, Steps, checked_name
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .checking import checked_steps
from .queries import PlaybookQuerySet

BEGINS = {"": "By hand, from the client’s page", "document.accepted": "As soon as a quote is accepted", "gate.opened": "As soon as work may start"}


class Playbook(StepList):
    """Begun by an event or by hand; its steps are for the firm and for the client."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    begins = models.CharField(max_length=20, blank=True, choices=list(BEGINS.items()))
    mentions = models.CharField(max_length=LONGEST, blank=True, help_text="Begins only for agreements that hold these words")
    steps = models.JSONField(default=list, help_text="Rows as checking.py keeps them")

    objects = PlaybookQuerySet.as_manager()
    noun = "playbook"

    class Meta:
        indexes = [models.Index(fields=["workspace", "archived_at", "name"], name="playbook_by_name")]

    @classmethod
    def make(
        cls, workspace: Workspace, by: Actor, name: str, steps: Steps = (), begins: str = "", mentions: str = "",
        id: uuid.UUID | None = None,
    ) -> "Playbook":  # fmt: skip
        """Make one. The same `id` gives the one made first. Raises Invalid with the field at fault."""
        return cls._made(workspace, by, id, steps=cls._checked(workspace, steps), **_described(name, begins, mentions))

    def describe(self, by: Actor, name: str, begins: str, mentions: str = "", version: int | None = None) -> None:
        """Say what it is called and when it begins. Raises Invalid, and Conflict where somebody was quicker."""
        self._change(by, version, "name and beginning", **_described(name, begins, mentions))

    @classmethod
    def _checked(cls, workspace: Workspace, steps: Steps) -> list[dict[str, Any]]:
        return checked_steps(workspace, steps)

    def _tell(self, by: Actor, words: str) -> None:
        record(events.PlaybookChanged, workspace_id=self.workspace_id, by=by, about=self, playbook=self.name, words=words)


def _described(name: str, begins: str, mentions: str) -> dict[str, str]:
    if begins not in BEGINS:
        raise Invalid("Choose when it begins.", "begins")
    return {"name": checked_name(name), "begins": begins, "mentions": " ".join(tidy_text("mentions", mentions, LONGEST).split())}
