"""Claim: a quarter-hour of one member that a booking has. The database keeps two bookings from having the same one."""

import datetime as dt
from typing import Any

from django.db import models

from clientkeep.foundation.fields import Identity
from clientkeep.workspace.hours.rules.hours import instant, moment_of
from clientkeep.workspace.members.models import Member

from .rules import QUARTER, Shape


class Claim(models.Model):
    """`starts_at` is the beginning of a quarter-hour in UTC. Unique for each member: this, and no check, decides who is first."""

    id = Identity()
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    booking = models.ForeignKey("sales.Booking", on_delete=models.CASCADE, related_name="claims")
    starts_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "starts_at"], name="quarter_claimed_once")]

    @classmethod
    def take(cls, booking: Any, shape: Shape) -> None:
        """Claim all quarters of a booking, in their order, so that two at once wait for each other without a knot.

        Raises IntegrityError where one of them is another booking's.
        """
        quarters = shape.quarters(instant(booking.starts_at))
        cls.objects.bulk_create(
            cls(member_id=booking.member_id, booking=booking, starts_at=moment_of(each * QUARTER)) for each in quarters
        )

    @classmethod
    def taken(cls, member_id: Any, since: dt.datetime, until: dt.datetime, without: Any = None) -> set[int]:
        """The numbers of the quarters that are claimed between two moments, those of one booking left out."""
        rows = cls.objects.filter(member_id=member_id, starts_at__gte=since, starts_at__lt=until)
        if without:
            rows = rows.exclude(booking_id=without)
        return {instant(each) // QUARTER for each in rows.values_list("starts_at", flat=True)}
