"""Which hand-overs a person may see, and those that wait for their new owner."""

from django.db import models
from django.db.models import F

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting


class HandOverQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "HandOverQuerySet":
        """Hand-overs of clients that this member may see."""
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))

    def open(self) -> "HandOverQuerySet":
        """Not acknowledged, of clients that still belong to the one who is to acknowledge; the oldest first."""
        rows = self.filter(acknowledged_at=None, superseded_at=None, client__archived_at=None, client__owner=F("owner"))
        return rows.order_by("seq")
