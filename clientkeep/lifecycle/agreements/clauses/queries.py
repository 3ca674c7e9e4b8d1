"""Which clauses a person may see, and in which order they are read."""

from django.db import models
from django.db.models import Case, IntegerField, Value, When

from clientkeep.workspace.members.acting import Acting

from .rules import GROUPS


class ClauseQuerySet(models.QuerySet):
    """The clauses of the whole firm."""

    def visible_to(self, acting: Acting) -> "ClauseQuerySet":
        mine = self.filter(workspace=acting.workspace)
        return mine if acting.may("documents.see") else mine.none()

    def standing(self) -> "ClauseQuerySet":
        """Those that are not archived."""
        return self.filter(archived_at=None)

    def in_order(self) -> "ClauseQuerySet":
        """By group as a contract is read, then as they were written."""
        places = [When(group=group, then=Value(place)) for place, group in enumerate(GROUPS)]
        return self.annotate(group_place=Case(*places, default=Value(len(places)), output_field=IntegerField())).order_by("group_place", "pk")
