"""Which dates a person may see, and those that Today tells."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting


class ImportantDateQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "ImportantDateQuerySet":
        """Dates of clients that this member may see."""
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))

    def standing(self) -> "ImportantDateQuerySet":
        """Dates that hold: not taken off, and their person still on record."""
        return self.filter(Q(contact=None) | Q(contact__removed_at=None), removed_at=None)

    def between(self, first: dt.date, last: dt.date) -> "ImportantDateQuerySet":
        """Dates that fall next between two days, both included, of clients that are not put away."""
        return self.standing().filter(next_on__range=(first, last), client__archived_at=None).order_by("next_on", "pk")

    def to_tell(self, today: dt.date) -> "ImportantDateQuerySet":
        """Dates whose notice has begun and whose day has not passed, unless somebody has seen to them."""
        told = self.standing().filter(notice_on__lte=today, next_on__gte=today, client__archived_at=None)
        return told.exclude(seen_to=F("next_on")).order_by("next_on", "pk")
