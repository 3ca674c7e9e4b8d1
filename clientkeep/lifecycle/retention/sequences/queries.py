"""Which sequences, runs and steps a person may see, and the lists that pages ask for."""

import datetime as dt

from django.db import models

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting

LIVE = ("running", "paused")


class SequenceQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "SequenceQuerySet":
        """All of the firm's."""
        return self.filter(workspace=acting.workspace)

    def current(self) -> "SequenceQuerySet":
        return self.filter(archived_at=None)


class RunQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "RunQuerySet":
        """Only runs of clients that this member may see."""
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))

    def live(self) -> "RunQuerySet":
        """Running or paused: news of the client ends them."""
        return self.filter(state__in=LIVE)


class StepQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "StepQuerySet":
        """Only steps of clients that this member may see."""
        return self.filter(workspace=acting.workspace, run__client__in=Client.objects.visible_to(acting))

    def waiting(self) -> "StepQuerySet":
        """Letters that a person is to read, the longest waiting first."""
        return self.filter(state="waiting", run__state="running", run__client__archived_at=None).order_by("due_at", "pk")

    def to_do(self) -> "StepQuerySet":
        """Tasks that a person is to do, the longest waiting first."""
        return self.filter(state="open", run__state="running", run__client__archived_at=None).order_by("due_at", "pk")

    def opening(self, now: dt.datetime) -> "StepQuerySet":
        """Steps whose time has come, the longest due first."""
        return self.filter(state="planned", opens_at__lte=now, run__state="running").order_by("opens_at", "pk")
