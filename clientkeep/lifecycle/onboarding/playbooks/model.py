"""Playbook: the same good start each time, written once as a list of steps for the firm and for the client."""

import uuid
from collections.abc import Mapping, Sequence
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
from .checking import checked_steps
from .queries import PlaybookQuerySet

MOST, LONGEST = 100, 100
BEGINS = {"": "By hand, from the client’s page", "document.accepted": "As soon as a quote is accepted", "gate.opened": "As soon as work may start"}


class Playbook(models.Model):
    """Its steps stand in their order. `version` counts its changes: who changes it says which one they saw."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST)
    begins = models.CharField(max_length=20, blank=True, choices=list(BEGINS.items()))
    mentions = models.CharField(max_length=LONGEST, blank=True, help_text="Begins only for agreements that hold these words")
    steps = models.JSONField(default=list, help_text="Rows as checking.py keeps them")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    archived_at = models.DateTimeField(null=True)

    objects = PlaybookQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["workspace", "archived_at", "name"], name="playbook_by_name")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def make(
        cls, workspace: Workspace, by: Actor, name: str, steps: Sequence[Mapping[str, Any]] = (), begins: str = "", mentions: str = "",
        id: uuid.UUID | None = None,
    ) -> "Playbook":  # fmt: skip
        """Make one. The same `id` gives the one made first. Raises Invalid with the field at fault."""
        said, kept = _described(name, begins, mentions), checked_steps(workspace, steps)
        with transaction.atomic():
            if id and (known := cls.objects.filter(workspace=workspace, pk=id).first()):
                return known
            if cls.objects.current().filter(workspace=workspace).count() >= MOST:
                raise Conflict(f"A firm has at most {MOST} playbooks. Put one away first.", "name")
            made = cls.objects.create(**({"id": id} if id else {}), workspace=workspace, steps=kept, **said)
            made._tell(by, "made")
        return made

    def describe(self, by: Actor, name: str, begins: str, mentions: str = "", version: int | None = None) -> None:
        """Say what it is called and when it begins. Raises Invalid, and Conflict where somebody was quicker."""
        self._change(by, version, "name and beginning", **_described(name, begins, mentions))

    def keep_steps(self, by: Actor, steps: Sequence[Mapping[str, Any]], version: int | None = None) -> None:
        """Put other steps in place of its own. What runs already keeps the steps that it began with.

        Raises Invalid with the field of a step, Conflict where somebody was quicker.
        """
        kept = checked_steps(self.workspace, steps)
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
            now = Playbook.objects.select_for_update().get(pk=self.pk)
            if version is not None and version != now.version:
                raise Conflict("Somebody changed this playbook meanwhile. Look at it again, then change it.", "version")
            for name, value in {**values, "version": now.version + 1}.items():
                setattr(now, name, value)
            now.save()
            self.refresh_from_db()
            self._tell(by, words)

    def _tell(self, by: Actor, words: str) -> None:
        record(events.PlaybookChanged, workspace_id=self.workspace_id, by=by, about=self, playbook=self.name, words=words)


def _described(name: str, begins: str, mentions: str) -> dict[str, str]:
    kept = " ".join(tidy_text("name", name, 1_000).split())
    if not kept or len(kept) > LONGEST:
        raise Invalid(f"Give it a name of at most {LONGEST} signs.", "name")
    if begins not in BEGINS:
        raise Invalid("Choose when it begins.", "begins")
    return {"name": kept, "begins": begins, "mentions": " ".join(tidy_text("mentions", mentions, LONGEST).split())}
