"""Which opportunities a person may see, and the lists that pages ask for."""

import datetime as dt

from django.db import models
from django.db.models import Q

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting


class OpportunityQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "OpportunityQuerySet":
        """All, for who sees all clients; else those of clients that one sees, and those one owns of nobody's client yet."""
        mine = self.filter(workspace=acting.workspace)
        if not acting.may("clients.see"):
            return mine.none()
        if acting.member.sees_all_clients:
            return mine
        return mine.filter(Q(owner=acting.member) | Q(client__in=Client.objects.visible_to(acting)))

    def open(self) -> "OpportunityQuerySet":
        """Neither won nor lost."""
        return self.filter(state="open")

    def stale(self, today: dt.date) -> "OpportunityQuerySet":
        """Open and left alone for longer than its stage allows, the longest first."""
        return self.open().filter(stale_on__lte=today).order_by("stale_on", "pk")

    def step_due(self, today: dt.date) -> "OpportunityQuerySet":
        """Open, with a next step that was for today or before, the oldest first."""
        return self.open().filter(next_step_on__lte=today).order_by("next_step_on", "pk")
