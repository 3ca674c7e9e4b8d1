"""Which checklists a person may see."""

from django.db import models

from clientkeep.workspace.members.acting import Acting


class ChecklistQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "ChecklistQuerySet":
        mine = self.filter(workspace=acting.workspace)
        return mine if acting.may("clients.see") else mine.none()

    def standing(self) -> "ChecklistQuerySet":
        """Not archived, the usual one first."""
        return self.filter(archived_at=None).order_by("-is_usual", "name", "pk")
