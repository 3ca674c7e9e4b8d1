"""Which decisions a person may see, and which were in force on a day."""

import datetime as dt

from django.db import models
from django.db.models import Q

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "DecisionQuerySet":
        """Decisions with clients that this member may see."""
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))

    def in_force(self, on: dt.date) -> "DecisionQuerySet":
        """Decisions that held at the end of a day: decided by then, neither replaced nor withdrawn by then."""
        return self.filter(decided_on__lte=on).filter(Q(ended_on=None) | Q(ended_on__gt=on))

    def newest_first(self) -> "DecisionQuerySet":
        return self.order_by("-decided_on", "-pk")
