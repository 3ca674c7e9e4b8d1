"""Which promises a person may see, and the lists that pages ask for."""

import datetime as dt

from django.db import models

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting

WEEK = dt.timedelta(days=7)


class PromiseQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "PromiseQuerySet":
        """Promises of clients that this member may see."""
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))

    def open(self) -> "PromiseQuerySet":
        """Promises that are neither kept nor dropped."""
        return self.filter(state="open")

    def late(self, today: dt.date) -> "PromiseQuerySet":
        """Open promises whose day has passed."""
        return self.filter(state="open", due_on__lt=today)

    def due_by(self, day: dt.date) -> "PromiseQuerySet":
        """Open promises due until a day, the late ones among them."""
        return self.filter(state="open", due_on__lte=day)

    def due_this_week(self, today: dt.date) -> "PromiseQuerySet":
        """Open promises due from today on within seven days."""
        return self.filter(state="open", due_on__range=(today, today + WEEK))

    def soonest_first(self) -> "PromiseQuerySet":
        """Open ones first, by day, those without a day last."""
        return self.order_by(models.F("closed_on").asc(nulls_first=True), models.F("due_on").asc(nulls_last=True), "pk")


class ReminderQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "ReminderQuerySet":
        """Letters about promises of clients that this member may see."""
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))

    def waiting(self) -> "ReminderQuerySet":
        """Drafts that still hold: their promise is open and has the day that they speak of."""
        return self.filter(state="draft", promise__state="open", promise__due_on=models.F("due_on"))
