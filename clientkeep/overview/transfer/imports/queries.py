"""Which imports a person may see, and the rows that are still to be done."""

from typing import Any

from django.db import models
from django.db.models import Q

from clientkeep.workspace.members.acting import Acting


class ImportQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "ImportQuerySet":
        """The firm's imports, for those who may import."""
        mine = self.filter(workspace=acting.workspace)
        return mine if acting.may("clients.import") else mine.none()

    def shown(self) -> "ImportQuerySet":
        """What the list shows: everything that was not thrown away, newest first."""
        return self.exclude(state="dropped").order_by("-created_at")


class ImportRowQuerySet(models.QuerySet):
    def pending(self) -> "ImportRowQuerySet":
        """Rows that a run would handle now, in the order of the file."""
        return self.filter(done_at=None).exclude(verdict="conflict", decision="").order_by("pk")

    def undecided(self) -> "ImportRowQuerySet":
        """Conflicts that wait for a person."""
        return self.filter(done_at=None, verdict="conflict", decision="").order_by("pk")

    def acting(self) -> "ImportRowQuerySet":
        """Pending rows that will write something."""
        taken = Q(verdict__in=("new", "update")) | (Q(verdict="conflict") & ~Q(decision=""))
        return self.filter(taken, done_at=None).exclude(decision="skip")

    def to_undo(self) -> "ImportRowQuerySet":
        """Rows that changed something, the last first, so that what came later is taken back first."""
        return self.filter(outcome__in=("created", "updated"), undone_at=None).order_by("-pk")

    def counted(self, column: str) -> dict[str, int]:
        """How many rows there are for each value of a column."""
        counts: Any = self.order_by().values_list(column).annotate(count=models.Count("pk"))
        return dict(counts)
