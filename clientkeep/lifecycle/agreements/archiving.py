"""Archivable: what a firm keeps to begin agreements with is put away and brought back, never deleted."""

from typing import Any, ClassVar, Self

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.workspace.members.acting import Actor


class Archivable(models.Model):
    """A kind says by which events it tells of both acts, and how it tells (`_tell`)."""

    archived_at = models.DateTimeField(null=True)

    archived: ClassVar[Any]
    brought_back: ClassVar[Any]

    class Meta:
        abstract = True

    def archive(self, by: Actor) -> None:
        """Offer it no more. What took it or began with it stays as it is. Safe to repeat."""
        with transaction.atomic():
            now = self._held()
            if now.archived_at is None:
                now._set(archived_at=clock.now())
                now._tell(self.archived, by)
        self.refresh_from_db()

    def bring_back(self, by: Actor) -> None:
        """Offer it again. Safe to repeat."""
        with transaction.atomic():
            now = self._held()
            if now.archived_at is not None:
                now._set(archived_at=None)
                now._tell(self.brought_back, by)
        self.refresh_from_db()

    def _held(self) -> Self:
        return type(self).objects.select_for_update().get(pk=self.pk)

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))
