"""Which recaps a person may see."""

import datetime as dt

from django.db import models

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting


class RecapQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "RecapQuerySet":
        """Recaps of clients that this member may see."""
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))

    def shown_to_client(self) -> "RecapQuerySet":
        """Those that left the house and were not written anew."""
        return self.filter(state__in=("sent", "questioned", "confirmed"))

    def needing_us(self, since: dt.datetime) -> "RecapQuerySet":
        """Questioned ones, and those without an answer since before a moment."""
        return self.filter(models.Q(state="questioned") | models.Q(state="sent", sent_at__lt=since))

    def confirmed_by(self, moment: dt.datetime) -> "RecapQuerySet":
        """Those that the client had confirmed before a moment."""
        return self.filter(confirmed_at__lt=moment)
