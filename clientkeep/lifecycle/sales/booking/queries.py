"""Which meeting types and bookings a person may see, and the lists that pages ask for."""

import datetime as dt

from django.db import models
from django.db.models import Q

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting


class MeetingTypeQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "MeetingTypeQuerySet":
        """Every meeting that the firm offers: they are public while they are switched on."""
        mine = self.filter(workspace=acting.workspace)
        return mine if acting.may("clients.see") else mine.none()


class BookingQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "BookingQuerySet":
        """One's own meetings, those with clients that one may see, and those with new people for who sees all clients."""
        mine = self.filter(workspace=acting.workspace)
        if not acting.may("clients.see"):
            return mine.none()
        if acting.member.sees_all_clients:
            return mine
        return mine.filter(Q(member=acting.member) | Q(client__in=Client.objects.visible_to(acting)))

    def standing(self) -> "BookingQuerySet":
        """Neither cancelled nor missed."""
        return self.filter(state="booked")

    def to_come(self, now: dt.datetime) -> "BookingQuerySet":
        """Standing and not over, the next first."""
        return self.standing().filter(ends_at__gt=now).order_by("starts_at", "pk")

    def past(self, now: dt.datetime) -> "BookingQuerySet":
        """Over, held or missed, the newest first."""
        return self.exclude(state="cancelled").filter(ends_at__lte=now).order_by("-starts_at", "-pk")

    def cancelled(self) -> "BookingQuerySet":
        return self.filter(state="cancelled").order_by("-starts_at", "-pk")
