"""Which waits a person may see, and those that are due."""

import datetime as dt

from django.db import models

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting


class WaitQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "WaitQuerySet":
        """Waits of clients that this member may see."""
        mine = self.filter(workspace=acting.workspace)
        if acting.member.sees_all_clients and acting.may("clients.see"):
            return mine
        return mine.filter(client__in=Client.objects.visible_to(acting))

    def open(self) -> "WaitQuerySet":
        return self.filter(closed_at=None)

    def on_us(self) -> "WaitQuerySet":
        """Open waits of clients on the firm, the first due first; what has no due moment comes last."""
        return self.open().filter(side="us").order_by(models.F("due_at").asc(nulls_last=True), "since", "pk")

    def to_warn(self, now: dt.datetime) -> "WaitQuerySet":
        """Open waits whose warning has not been given."""
        return self.on_us().filter(warned_at=None, warn_at__lte=now, client__archived_at=None)

    def to_breach(self, now: dt.datetime) -> "WaitQuerySet":
        """Open waits that are late and have not been told of."""
        return self.on_us().filter(breached_at=None, due_at__lte=now, client__archived_at=None)
