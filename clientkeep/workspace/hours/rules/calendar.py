"""Calendar: how much is worked between two moments, and when so much will have been worked.

A table of each year is made once, the first time that it is asked for; afterwards an answer costs two look-ups.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from .hours import TICK, Shift, instant, merged, midnight, moment_of, worked

# How far ahead working time is looked for: who never works would let us look for ever.
HORIZON_YEARS = 3


@dataclass(frozen=True)
class _Year:
    starts: list[int]
    ends: list[int]
    before: list[int]
    total: int

    def worked_until(self, at: int) -> int:
        place = bisect_right(self.starts, at) - 1
        return self.before[place] + min(at, self.ends[place]) - self.starts[place] if place >= 0 else 0


class Calendar:
    """The working time of one firm or person. All moments are aware; answers are in UTC.

    `shifts` are laid over each other: what any of them works is worked. `zone` says where days begin.
    """

    def __init__(self, zone: str, *shifts: Shift) -> None:
        self.zone = ZoneInfo(zone)
        self.shifts = shifts
        self._years: dict[int, _Year] = {}

    def working_seconds(self, since: dt.datetime, until: dt.datetime) -> int:
        """Return the whole seconds worked from one moment to another; 0 where `until` is not later."""
        return max(0, self._between(instant(since), instant(until))) // 1_000_000 if until > since else 0

    def add_working(self, start: dt.datetime, duration: dt.timedelta) -> dt.datetime | None:
        """Return the first moment at which `duration` has been worked since `start`; of none, the next working one.

        None where that is more than three years ahead.
        """
        left, at = duration // TICK, instant(start)
        if left <= 0:
            return self.next_working(start)
        year = start.astimezone(dt.UTC).year
        left += self._year(year).worked_until(at)
        for ahead in range(year, year + HORIZON_YEARS + 1):
            table = self._year(ahead)
            if left <= table.total:
                place = bisect_left(table.before, left) - 1
                return moment_of(table.starts[place] + left - table.before[place])
            left -= table.total
        return None

    def next_working(self, moment: dt.datetime) -> dt.datetime | None:
        """Return the moment itself where it is worked, else the next that is; None where none is in three years."""
        at, year = instant(moment), moment.astimezone(dt.UTC).year
        for ahead in range(year, year + HORIZON_YEARS + 1):
            table = self._year(ahead)
            place = bisect_right(table.ends, at)
            if place < len(table.starts):
                return moment_of(max(at, table.starts[place]))
        return None

    def end_of_business_day(self, moment: dt.datetime, days: int) -> dt.datetime | None:
        """Return when work ends on the `days`-th business day after the local date of a moment.

        0 is the same day where anything of it is still to be worked, else the next business day.
        """
        if days == 0:
            end = self._last_before(midnight(self._date(moment) + dt.timedelta(days=1), self.zone))
            if end is not None and end > moment:
                return end
        end = moment
        for _ in range(max(days, 1)):
            begins = self.next_working(moment_of(midnight(self._date(end) + dt.timedelta(days=1), self.zone)))
            if begins is None:
                return None
            # Work that ends at midnight belongs to the day that it began in.
            end = begins
        return self._last_before(midnight(self._date(end) + dt.timedelta(days=1), self.zone))

    def working_before(self, end: dt.datetime, since: dt.datetime, duration: dt.timedelta) -> dt.datetime | None:
        """Return the moment that lies `duration` of working time before `end`, at the earliest `since`."""
        total = self._between(instant(since), instant(end))
        return self.add_working(since, max(total - duration // TICK, 0) * TICK)

    def is_working(self, moment: dt.datetime) -> bool:
        """Tell whether a moment is worked."""
        return self.next_working(moment) == moment

    def works_on(self, day: dt.date) -> bool:
        """Tell whether anything of a local day is worked."""
        begins, ends = (midnight(day + dt.timedelta(days=after), self.zone) for after in (0, 1))
        return self._between(begins, ends) > 0

    def _between(self, since: int, until: int) -> int:
        first, last = moment_of(since).year, moment_of(until).year
        whole = sum(self._year(year).total for year in range(first, last))
        return whole + self._year(last).worked_until(until) - self._year(first).worked_until(since)

    def _last_before(self, at: int) -> dt.datetime | None:
        """The end of the last work before an instant, cut off there."""
        for year in (moment_of(at).year, moment_of(at).year - 1):
            table = self._year(year)
            place = bisect_left(table.starts, at) - 1
            if place >= 0:
                return moment_of(min(at, table.ends[place]))
        return None

    def _date(self, moment: dt.datetime) -> dt.date:
        return moment.astimezone(self.zone).date()

    def _year(self, year: int) -> _Year:
        if year not in self._years:
            self._years[year] = self._made(year)
        return self._years[year]

    def _made(self, year: int) -> _Year:
        start, end = (instant(dt.datetime(each, 1, 1, tzinfo=dt.UTC)) for each in (year, year + 1))
        intervals = merged([each for shift in self.shifts for each in worked(shift, start, end)])
        before, total = [], 0
        for one, other in intervals:
            before.append(total)
            total += other - one
        return _Year([one for one, _ in intervals], [other for _, other in intervals], before, total)
