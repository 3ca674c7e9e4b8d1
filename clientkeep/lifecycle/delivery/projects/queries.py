"""Which projects and milestones a person may see, and the lists that pages ask for."""

import datetime as dt

from django.db import models
from django.db.models import Count, F, Min, Q

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting

GOING = ("planned", "running")


class ProjectQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "ProjectQuerySet":
        """Projects of clients that this member may see."""
        mine = self.filter(workspace=acting.workspace)
        return mine.filter(client__in=Client.objects.visible_to(acting)) if acting.may("clients.see") else mine.none()

    def going(self) -> "ProjectQuerySet":
        """Planned or running."""
        return self.filter(state__in=GOING)

    def counted(self) -> "ProjectQuerySet":
        """With `reached` of `planned` milestones, and `next_on`, the first day that is still to come or was missed."""
        still = Q(milestones__state="open")
        return self.annotate(
            reached=Count("milestones", filter=Q(milestones__state="done")),
            planned=Count("milestones", filter=~Q(milestones__state="dropped")),
            next_on=Min("milestones__due_on", filter=still),
        )


class MilestoneQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "MilestoneQuerySet":
        """Milestones of clients that this member may see."""
        mine = self.filter(workspace=acting.workspace)
        return mine.filter(project__client__in=Client.objects.visible_to(acting)) if acting.may("clients.see") else mine.none()

    def late(self, today: dt.date) -> "MilestoneQuerySet":
        """Not reached though their day has passed, in projects that go on, the longest first."""
        return self.filter(state="open", due_on__lt=today, project__state__in=GOING).order_by("due_on", "pk")

    def in_order(self) -> "MilestoneQuerySet":
        """By their day, those without one last, then as they were added."""
        return self.order_by(F("due_on").asc(nulls_last=True), "place", "pk")
