"""Which lines of plans a person may see, and the lists that pages ask for."""

import datetime as dt

from django.db import models
from django.db.models import Q

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting


class PlanLineQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "PlanLineQuerySet":
        """Lines of clients that this member may see."""
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))

    def standing(self) -> "PlanLineQuerySet":
        """Lines that hold: not taken out, and their person still on record."""
        return self.filter(Q(contact=None) | Q(contact__removed_at=None), removed_at=None)

    def due_by(self, day: dt.date) -> "PlanLineQuerySet":
        """Standing lines whose day has come, of clients that are served; the longest due first."""
        rows = self.standing().filter(next_on__lte=day, client__archived_at=None).exclude(client__stage="former")
        return rows.order_by("next_on", "pk")
