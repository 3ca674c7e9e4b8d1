"""Offer: the free times of a meeting type, read from the database in a handful of questions, however full the month is."""

import datetime as dt
from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.workspace.hours.calendars import Calendars
from clientkeep.workspace.hours.rules.hours import instant, merged, midnight, moment_of, worked

from .booking import TAKEN, Booking
from .claim import Claim
from .feed import BusyTime
from .meeting_type import MeetingType
from .rules import free_starts
from .times import day_in

# Buffers, and the days of other zones, reach out of what is asked for.
AROUND = dt.timedelta(days=1)


class Offer:
    """What strangers may book of one meeting type now. `without`: a booking that is to be moved stands in nobody's way."""

    def __init__(self, kind: MeetingType, without: Booking | None = None) -> None:
        self.kind = kind
        self.without: Any = without.pk if without else None
        self.now = clock.now()

    @property
    def first(self) -> dt.datetime:
        """The earliest moment that may be booked."""
        return self.now + dt.timedelta(hours=self.kind.notice_hours)

    @property
    def last(self) -> dt.datetime:
        """The moment from which on nothing may be booked: the end of the furthest day, in the firm's zone."""
        zone = self.kind.workspace.time_zone
        day = day_in(self.now, zone) + dt.timedelta(days=self.kind.furthest_days + 1)
        return moment_of(midnight(day, ZoneInfo(zone)))

    def starts(self, since: dt.datetime, until: dt.datetime) -> list[dt.datetime]:
        """Return each free beginning from one moment to before another, in UTC."""
        since, until = max(since, self.first), min(until, self.last)
        if since >= until or not self.kind.is_open:
            return []
        free = free_starts(
            self._work(since, until), self._busy(since, until),
            Claim.taken(self.kind.member_id, since - AROUND, until + AROUND, self.without), self.kind.shape,
            instant(since), instant(until),
        )  # fmt: skip
        return self._within_the_limit([moment_of(each) for each in free], since, until)

    def check(self, start: dt.datetime) -> None:
        """Raise Invalid or Conflict, in words, where a time is not offered (any more)."""
        if not self.kind.is_open:
            raise Conflict("This meeting cannot be booked any more.", "start")
        if start < self.now:
            raise Invalid("This time has passed. Choose another.", "start")
        if start < self.first:
            raise Invalid("This time is too near. Choose a later one.", "start")
        if start >= self.last:
            raise Invalid("This time is too far ahead. Choose an earlier one.", "start")
        if start not in self.starts(start, start + dt.timedelta(seconds=1)):
            raise Conflict(TAKEN, "start")

    def _work(self, since: dt.datetime, until: dt.datetime) -> list[tuple[int, int]]:
        shift = Calendars(self.kind.workspace).own_shift(self.kind.member_id, self.kind.own_week)
        return merged(list(worked(shift, instant(since - AROUND), instant(until + AROUND))))

    def _busy(self, since: dt.datetime, until: dt.datetime) -> list[tuple[int, int]]:
        rows = BusyTime.objects.filter(feed__member_id=self.kind.member_id, ends_at__gt=since - AROUND, starts_at__lt=until + AROUND)
        return merged([(instant(start), instant(end)) for start, end in rows.values_list("starts_at", "ends_at")])

    def _within_the_limit(self, free: list[dt.datetime], since: dt.datetime, until: dt.datetime) -> list[dt.datetime]:
        most, zone = self.kind.most_a_day, self.kind.workspace.time_zone
        if not most:
            return free
        rows = Booking.objects.standing().filter(kind=self.kind, starts_at__range=(since - AROUND, until + AROUND)).exclude(pk=self.without)
        count = Counter(day_in(each, zone) for each in rows.values_list("starts_at", flat=True))
        return [each for each in free if count[day_in(each, zone)] < most]
