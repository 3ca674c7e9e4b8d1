"""Which templates of proposals a person may see."""

from django.db import models

from clientkeep.workspace.members.acting import Acting


class TemplateQuerySet(models.QuerySet):
    """The templates of the whole firm."""

    def visible_to(self, acting: Acting) -> "TemplateQuerySet":
        mine = self.filter(workspace=acting.workspace)
        return mine if acting.may("documents.see") else mine.none()

    def standing(self) -> "TemplateQuerySet":
        """Those that are not archived, by name."""
        return self.filter(archived_at=None).order_by("name", "pk")
