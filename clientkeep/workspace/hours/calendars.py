"""The calendars of a firm: its own, and that of each member, absences and cover included."""

import datetime as dt
from functools import cached_property
from typing import Any

from clientkeep.workspace.members.models import Workspace

from .absence import Absence
from .model import USUAL, ClosedDays, WorkingHours
from .public_holidays import holidays_of
from .rules import Blocks, Calendar, Shift, Week


class Calendars:
    """Reads the hours of one firm in three queries, and makes each calendar once.

    Keep it for the length of one piece of work, since it does not see what is changed meanwhile.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._made: dict[Any, Calendar] = {}

    @property
    def firm(self) -> Calendar:
        return self.of(None)

    def of(self, member_id: Any) -> Calendar:
        """Return when somebody works for the clients of a member: the member, and who covers while they are away."""
        key = member_id if member_id in self._absences or member_id in self._hours else None
        if key not in self._made:
            self._made[key] = Calendar(self._zone(key), *self._shifts(key))
        return self._made[key]

    def own_shift(self, member_id: Any, week: Week | None = None) -> Shift:
        """Return when this very person works, without who covers for them; `week` stands in place of their usual one.

        Holidays, closed days and absences are free either way.
        """
        absences = self._absences.get(member_id, ())
        return Shift(self._zone(member_id), lambda day: () if _any(absences, day) else self._blocks(member_id, day, week))

    def absence_on(self, member_id: Any, day: dt.date) -> Absence | None:
        """Return the absence of a member on a day of the firm's calendar."""
        return next((each for each in self._absences.get(member_id, ()) if each.includes(day)), None)

    def day_off(self, member_id: Any, day: dt.date) -> str:
        """Return why a day is free for the firm or a member, in words; empty where it is not."""
        closed = next((each.name for each in self._closed if each.first <= day <= each.last), "")
        hours = self._hours_of(member_id)
        country, region = (hours.country, hours.region) if hours else (self.workspace.country, "")
        return closed or holidays_of(country, region, day.year).get(day, "")

    @cached_property
    def _hours(self) -> dict[Any, WorkingHours]:
        return {row.member_id: row for row in WorkingHours.objects.filter(workspace=self.workspace)}

    @cached_property
    def _closed(self) -> list[ClosedDays]:
        return list(ClosedDays.objects.filter(workspace=self.workspace))

    @cached_property
    def _absences(self) -> dict[Any, list[Absence]]:
        found: dict[Any, list[Absence]] = {}
        rows = Absence.objects.standing().filter(workspace=self.workspace).select_related("member__user", "cover__user")
        for row in rows.order_by("first"):
            found.setdefault(row.member_id, []).append(row)
        return found

    def _shifts(self, member_id: Any) -> list[Shift]:
        covers = (self._cover(each) for each in self._absences.get(member_id, ()) if each.cover_id)
        return [self.own_shift(member_id), *covers]

    def _cover(self, absence: Absence) -> Shift:
        """The hours of who covers, on the days of the absence alone."""
        cover = absence.cover_id
        return Shift(self._zone(cover), lambda day: self._blocks(cover, day) if absence.includes(day) else ())

    def _blocks(self, member_id: Any, day: dt.date, week: Week | None = None) -> Blocks:
        hours = self._hours_of(member_id)
        blocks = (week or (hours.blocks if hours else USUAL))[day.weekday()]
        return () if not blocks or self.day_off(member_id, day) else blocks

    def _zone(self, member_id: Any) -> str:
        hours = self._hours_of(member_id)
        return (hours.time_zone if hours else "") or self.workspace.time_zone

    def _hours_of(self, member_id: Any) -> WorkingHours | None:
        return self._hours.get(member_id) or self._hours.get(None)


def _any(absences: Any, day: dt.date) -> bool:
    return any(each.includes(day) for each in absences)
