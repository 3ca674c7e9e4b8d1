"""Which expectations letters a person may see."""

import datetime as dt

from django.db import models

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting


class ExpectationsQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "ExpectationsQuerySet":
        """Letters to clients that this member may see."""
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))

    def shown_to_client(self) -> "ExpectationsQuerySet":
        """Those that left the house and were not replaced."""
        return self.filter(state__in=("sent", "acknowledged"))

    def unanswered(self, since: dt.datetime) -> "ExpectationsQuerySet":
        """Those that wait for the client's word since before a moment, the longest first."""
        return self.filter(state="sent", sent_at__lt=since, client__archived_at=None).order_by("sent_at", "pk")
