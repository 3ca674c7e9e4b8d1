"""Which reviews a person may see: their own."""

from django.db import models

from clientkeep.workspace.members.acting import Acting


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "ReviewQuerySet":
        """The member's own reviews."""
        return self.filter(workspace=acting.workspace, member=acting.member)

    def running(self) -> "ReviewQuerySet":
        return self.filter(finished_at=None)
