"""Which kickoffs a person may see, and the lists that pages ask for."""

import datetime as dt

from django.db import models
from django.db.models import Q

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting


class KickoffQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "KickoffQuerySet":
        """Those of clients that this member may see."""
        mine = self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))
        return mine if acting.may("clients.see") else mine.none()

    def shown_to_client(self) -> "KickoffQuerySet":
        """Those whose agenda they were sent."""
        return self.exclude(state="cancelled").exclude(agenda_sent_at=None)

    def needing_us(self, before: dt.datetime) -> "KickoffQuerySet":
        """Planned before a moment or without a time, those first that come first."""
        planned = self.filter(Q(starts_at__lt=before) | Q(starts_at=None), state="planned", client__archived_at=None)
        return planned.order_by(models.F("starts_at").asc(nulls_last=True), "pk")

    def without_recap(self) -> "KickoffQuerySet":
        """Held, and the recap is still a draft, the longest first."""
        return self.filter(state="held", recap__state="draft", client__archived_at=None).order_by("held_at", "pk")


class OfKickoffQuerySet(models.QuerySet):
    """What belongs to a kickoff: an item of its agenda, an action."""

    def visible_to(self, acting: Acting) -> "OfKickoffQuerySet":
        """Of kickoffs with clients that this member may see."""
        mine = self.filter(workspace=acting.workspace, kickoff__client__in=Client.objects.visible_to(acting))
        return mine if acting.may("clients.see") else mine.none()

    def in_order(self) -> "OfKickoffQuerySet":
        return self.order_by("place", "pk")
