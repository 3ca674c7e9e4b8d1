"""WorkingHours and ClosedDays: when the firm and its people work."""

import datetime as dt
from typing import Any
from zoneinfo import available_timezones

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events
from .public_holidays import checked_place
from .rules import WEEKDAYS, Week, parse_blocks

# What holds until somebody has said when they work.
USUAL: Week = (((9 * 60, 17 * 60),),) * 5 + ((), ())
LONGEST_SPAN = dt.timedelta(days=366)


class WorkingHours(models.Model):
    """The week of the firm, or of a member whose week differs. `week` holds blocks in minutes, Monday first."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+", help_text="Empty: the firm's")
    week = models.JSONField()
    time_zone = models.CharField(max_length=60, blank=True, help_text="Empty: the firm's")
    country = models.CharField(max_length=2, blank=True, help_text="Whose public holidays are free; empty: none")
    region = models.CharField(max_length=10, blank=True)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace"], condition=models.Q(member=None), name="hours_of_the_firm_once"),
            models.UniqueConstraint(fields=["member"], condition=models.Q(member__isnull=False), name="hours_of_a_member_once"),
        ]

    @property
    def blocks(self) -> Week:
        return tuple(tuple((start, end) for start, end in day) for day in self.week)

    @classmethod
    def keep(
        cls, workspace: Workspace, member: Member | None, by: Actor, days: list[str], *, time_zone: str = "",
        country: str = "", region: str = "",
    ) -> "WorkingHours":
        """Keep a week of seven typed days, Monday first ("9:00-13:00, 14:00-18:00"; empty: a day off).

        Raises Invalid with the field (`monday` …, `time_zone`, `country`, `region`).
        """
        if len(days) != len(WEEKDAYS):
            raise Invalid("Give seven days, Monday first.", "monday")
        week = [parse_blocks(text, name.lower()) for text, name in zip(days, WEEKDAYS, strict=True)]
        if time_zone and time_zone not in available_timezones():
            raise Invalid("Choose a time zone.", "time_zone")
        country, region = checked_place(country, region)
        values = {"week": week, "time_zone": time_zone, "country": country, "region": region, "changed_at": clock.now()}
        with transaction.atomic():
            kept, _ = cls.objects.update_or_create(workspace=workspace, member=_colleague(workspace, member), defaults=values)
            _told(workspace, member, by, kept)
        return kept

    @classmethod
    def drop(cls, member: Member, by: Actor) -> None:
        """Let a member work by the firm's week again. Safe to repeat."""
        with transaction.atomic():
            deleted, _ = cls.objects.filter(member=member).delete()
            if deleted:
                _told(member.workspace, member, by, None)


class ClosedDays(models.Model):
    """Days on which nobody of the firm works, both ends included: the firm's own, beside public holidays."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    first = models.DateField()
    last = models.DateField()

    class Meta:
        ordering = ["first", "pk"]
        indexes = [models.Index(fields=["workspace", "last"], name="closed_by_day")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def add(cls, workspace: Workspace, by: Actor, name: str, first: dt.date, last: dt.date | None = None) -> "ClosedDays":
        """Close the firm for some days. Raises Invalid with the field for a blank name or a span that cannot be."""
        name, last = " ".join(name.split())[:100], last or first
        if not name:
            raise Invalid("Write why, such as Summer break.", "name")
        check_span(first, last)
        with transaction.atomic():
            kept, is_new = cls.objects.get_or_create(workspace=workspace, name=name, first=first, last=last)
            if is_new:
                kept._tell(events.ClosedDaysAdded, by)
        return kept

    def remove(self, by: Actor) -> None:
        """Work on these days after all."""
        with transaction.atomic():
            if ClosedDays.objects.select_for_update().filter(pk=self.pk).exists():
                self._tell(events.ClosedDaysRemoved, by)
                self.delete()

    def _tell(self, kind: Any, by: Actor) -> None:
        record(
            kind, workspace_id=self.workspace_id, by=by, about=self, name=self.name, first=self.first.isoformat(),
            last=self.last.isoformat(),
        )  # fmt: skip


def check_span(first: dt.date, last: dt.date) -> None:
    """Raise Invalid where the last day lies before the first, or more than a year behind it."""
    if last < first:
        raise Invalid("The last day cannot lie before the first.", "last")
    if last - first > LONGEST_SPAN:
        raise Invalid("Enter at most one year.", "last")


def _colleague(workspace: Workspace, member: Member | None) -> Member | None:
    if member and member.workspace_id != workspace.pk:
        raise Invalid("Choose a member of this workspace.", "member")
    return member


def _told(workspace: Workspace, member: Member | None, by: Actor, about: models.Model | None) -> None:
    record(events.HoursChanged, workspace_id=workspace.pk, by=by, about=about, whom=str(member or workspace))
