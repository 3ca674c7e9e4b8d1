"""Which playbooks, runs and steps a person may see, and the lists that pages ask for."""

import datetime as dt

from django.db import models

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting

from .steps import KINDS
from .works import Work


class PlaybookQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "PlaybookQuerySet":
        """All of the firm's."""
        return self.filter(workspace=acting.workspace)

    def current(self) -> "PlaybookQuerySet":
        return self.filter(archived_at=None)


class RunQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "RunQuerySet":
        """Only runs of clients that this member may see."""
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))

    def running(self) -> "RunQuerySet":
        return self.filter(state="running")

    def for_work(self, work: Work | None) -> "RunQuerySet":
        """Those for one work; without one, all."""
        if work is None:
            return self
        return self.filter(models.Q(work=work.pk) | models.Q(document=work.agreement_id) if work.agreement_id else models.Q(work=work.pk))


class StepQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "StepQuerySet":
        """Only steps of clients that this member may see."""
        return self.filter(workspace=acting.workspace, run__client__in=Client.objects.visible_to(acting))

    def under_way(self) -> "StepQuerySet":
        """Of runs that go on, for clients that are not archived."""
        return self.filter(run__state="running", run__client__archived_at=None)

    def needing_us(self) -> "StepQuerySet":
        """Letters to be read and our own steps to be done, the longest due first. What waits for something else, or is told of elsewhere, is not."""
        ours = models.Q(state="waiting") | models.Q(state="open", side="us")
        return self.under_way().filter(ours).exclude(_told_elsewhere()).order_by("due_on", "pk")

    def of_clients_late(self, before: dt.date) -> "StepQuerySet":
        """Steps that clients have not done since before a day; a meeting that is booked is not undone."""
        return self.under_way().filter(state="open", side="client", due_on__lt=before).exclude(_told_elsewhere()).order_by("due_on", "pk")

    def shown_to_client(self) -> "StepQuerySet":
        """The client's own steps, once they have opened."""
        return self.filter(side="client", state__in=("open", "blocked", "done"))

    def opening(self, now: dt.datetime) -> "StepQuerySet":
        """Steps whose time has come, the longest due first."""
        return self.filter(state="planned", opens_at__lte=now, run__state="running").order_by("opens_at", "pk")


def _told_elsewhere() -> models.Q:
    return models.Q(kind__in=[kind.slug for kind in KINDS if kind.told_elsewhere], thing__isnull=False)
