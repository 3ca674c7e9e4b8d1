"""Checklist: what the firm asks about one kind of work before it tries to win it. A firm keeps several; one is the usual one."""

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

from . import events
from .queries import ChecklistQuerySet

MOST_CHECKLISTS, LONGEST_NAME, READY_NAME = 20, 100, "Usual checklist"


class Checklist(models.Model):
    """`threshold`: the score at which gates open for what is judged by it; empty: the score of each stage holds."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    threshold = models.PositiveSmallIntegerField(null=True)
    is_usual = models.BooleanField(default=False)
    archived_at = models.DateTimeField(null=True)

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        ordering = ["-is_usual", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["workspace"], condition=models.Q(is_usual=True), name="one_usual_checklist"),
            models.CheckConstraint(condition=models.Q(threshold__lte=100), name="checklist_threshold_to_100"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, workspace: Workspace) -> "list[Checklist]":
        """The firm's checklists, the usual one first; the ready-made one, not saved yet, for a firm that has none."""
        rows = list(cls.objects.filter(workspace=workspace).standing())
        for each in rows:
            each.workspace = workspace
        return rows or [_ready_made(workspace)]

    @classmethod
    def usual(cls, workspace: Workspace) -> "Checklist":
        """By which an opportunity is judged for which nobody chose another."""
        return cls.of(workspace)[0]

    @classmethod
    def keep_ready(cls, workspace: Workspace) -> "Checklist":
        """The usual one, locked with the firm; the ready-made one is saved on first use."""
        Workspace.objects.select_for_update().get(pk=workspace.pk)
        usual = cls.usual(workspace)
        if usual._state.adding:
            usual.save(force_insert=True)
        return usual

    @classmethod
    def add(cls, workspace: Workspace, by: Actor, name: str, threshold: int | None = None) -> "Checklist":
        """Add one that asks nothing yet. Raises Invalid with the field."""
        with transaction.atomic():
            cls.keep_ready(workspace)
            if cls.objects.filter(workspace=workspace).count() >= MOST_CHECKLISTS:
                raise Invalid(f"Keep at most {MOST_CHECKLISTS} checklists.", "name")
            made = cls.objects.create(workspace=workspace, **_checked(workspace, None, name, threshold))
            made._tell(events.ChecklistAdded, by)
        return made

    def change(self, by: Actor, name: str, threshold: int | None) -> None:
        """Name it anew, or let gates open at another score. Raises Invalid with the field."""
        with transaction.atomic():
            now = self._held()
            kept = _checked(self.workspace, now, name, threshold)
            if any(getattr(now, field) != value for field, value in kept.items()):
                now._set(**kept)
                now._tell(events.ChecklistChanged, by)
        self.refresh_from_db()

    def make_usual(self, by: Actor) -> None:
        """Judge by it from now on where nobody chooses another. Raises Conflict for one in the archive, or that asks nothing."""
        with transaction.atomic():
            now = self._held()
            if now.archived_at:
                raise Conflict("Bring it back from the archive first.", "checklist")
            if not now.criteria.filter(retired_at=None).exists():
                raise Conflict("It asks nothing yet. Add a criterion first.", "checklist")
            if not now.is_usual:
                Checklist.objects.filter(workspace=self.workspace, is_usual=True).update(is_usual=False)
                now._set(is_usual=True)
                now._tell(events.ChecklistMadeUsual, by)
        self.refresh_from_db()

    def archive(self, by: Actor) -> None:
        """Offer it no more; what is judged by it stays judged by it. Raises Conflict for the usual one."""
        with transaction.atomic():
            now = self._held()
            if now.is_usual:
                raise Conflict("This is the usual checklist. Make another one the usual one first.", "checklist")
            if now.archived_at is None:
                now._set(archived_at=clock.now())
                now._tell(events.ChecklistArchived, by)
        self.refresh_from_db()

    def bring_back(self, by: Actor) -> None:
        """Offer it again. Raises Invalid where another one took its name meanwhile."""
        with transaction.atomic():
            now = self._held()
            if now.archived_at is not None:
                _checked(self.workspace, now, now.name, now.threshold)
                now._set(archived_at=None)
                now._tell(events.ChecklistBroughtBack, by)
        self.refresh_from_db()

    def _held(self) -> "Checklist":
        Checklist.keep_ready(self.workspace)
        return Checklist.objects.select_for_update().get(pk=self.pk)

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))

    def _tell(self, kind: Any, by: Actor) -> None:
        record(kind, workspace_id=self.workspace_id, by=by, about=self, checklist=self.name)


def _checked(workspace: Workspace, own: Checklist | None, name: str, threshold: int | None) -> dict[str, Any]:
    words = " ".join(tidy_text("name", name, LONGEST_NAME).split())
    if not words:
        raise Invalid("Give it a name, such as Shops or Small jobs.", "name")
    if threshold is not None and not 0 <= threshold <= 100:
        raise Invalid("Enter 0 to 100.", "threshold")
    if any(each != own and each.name.casefold() == words.casefold() for each in Checklist.of(workspace)):
        raise Invalid("There is a checklist of this name already.", "name")
    return {"name": words, "threshold": threshold}


def _ready_made(workspace: Workspace) -> Checklist:
    # Its id is the same each time, so that a page shown before the first use still names it.
    return Checklist(id=uuid.uuid5(workspace.pk, "checklist"), workspace=workspace, name=READY_NAME, is_usual=True)
