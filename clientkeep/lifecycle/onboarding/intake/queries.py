"""Which intake forms a person may see, and which wait for a reminder."""

import datetime as dt

from django.db import models

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting


class IntakeQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "IntakeQuerySet":
        """Those of clients that this member may see."""
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))

    def to_chase(self, now: dt.datetime) -> "IntakeQuerySet":
        """Open, and their next reminder is due."""
        return self.filter(state="open", chase_at__lte=now)
