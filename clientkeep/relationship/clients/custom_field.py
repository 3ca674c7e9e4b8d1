"""CustomField: a field that the firm adds to its client record."""

import re

from django.db import models, transaction

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .tidying import MOST_CUSTOM, tidy_text
from .words import fold


class CustomField(models.Model):
    """A field of the firm's own. Values stand in Client.custom under `key`, which never changes."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="custom_fields")
    key = models.SlugField(max_length=60)
    label = models.CharField(max_length=100)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="custom_field_once")]
        ordering = ["position", "label"]

    def __str__(self) -> str:
        return self.label

    @classmethod
    def add(cls, workspace: Workspace, label: str, by: Actor) -> "CustomField":
        """Add a field at the end. Raises Invalid for a blank or known label, and past 100 fields."""
        with transaction.atomic():
            known = list(cls.objects.select_for_update().filter(workspace=workspace))
            if len(known) >= MOST_CUSTOM:
                raise Invalid(f"There are at most {MOST_CUSTOM} fields. Remove one first.", "label")
            label = _free_label(label, known)
            field = cls.objects.create(
                workspace=workspace, label=label, key=_free_key(label, known), position=len(known) + 1
            )
            record(events.FieldAdded, workspace_id=workspace.pk, by=by, about=field, field=label)
        return field

    def rename(self, label: str, by: Actor) -> None:
        """Change what the field is called; values stay."""
        with transaction.atomic():
            others = list(CustomField.objects.filter(workspace_id=self.workspace_id).exclude(pk=self.pk))
            before, self.label = self.label, _free_label(label, others)
            if before != self.label:
                self.save(update_fields=["label"])
                record(
                    events.FieldChanged, workspace_id=self.workspace_id, by=by, about=self, field=self.label, before=before
                )

    def remove(self, by: Actor) -> None:
        """Take the field off every record's page. What stands in it is kept, and shows again under the same key."""
        with transaction.atomic():
            record(events.FieldRemoved, workspace_id=self.workspace_id, by=by, field=self.label)
            self.delete()


def _free_label(label: str, others: list[CustomField]) -> str:
    label = " ".join(tidy_text("label", label, 100).split())
    if not label:
        raise Invalid("Enter the field's name.", "label")
    if fold(label) in {fold(other.label) for other in others}:
        raise Invalid(f"There is already a field called {label}.", "label")
    return label


def _free_key(label: str, others: list[CustomField]) -> str:
    base = re.sub(r"[^a-z0-9]+", "_", fold(label)).strip("_")[:50] or "field"
    taken, key, count = {other.key for other in others}, base, 1
    while key in taken:
        count += 1
        key = f"{base}_{count}"
    return key
