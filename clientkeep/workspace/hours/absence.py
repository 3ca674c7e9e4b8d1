"""Absence: days on which a member is away, and who covers meanwhile."""

import datetime as dt

from django.db import models, transaction
from django.db.models import Q

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Acting, Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events
from .model import check_span


class AbsenceQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "AbsenceQuerySet":
        """All of the firm for who manages its people; else one's own and those that one covers."""
        mine = self.filter(workspace=acting.workspace)
        if acting.may("members.manage"):
            return mine
        return mine.filter(Q(member=acting.member) | Q(cover=acting.member))

    def standing(self) -> "AbsenceQuerySet":
        """Those that were not cancelled."""
        return self.filter(cancelled_at=None)

    def on(self, day: dt.date) -> "AbsenceQuerySet":
        return self.standing().filter(first__lte=day, last__gte=day)


class Absence(models.Model):
    """A planned absence, both days included, as the firm's calendar has them."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="absences")
    first = models.DateField()
    last = models.DateField()
    cover = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="covers")
    note = models.TextField(blank=True, max_length=2000, help_text="What clients are told")
    planned_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=clock.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["workspace", "last"], name="absence_by_day")]

    def __str__(self) -> str:
        return f"{self.member}, {self.first} to {self.last}"

    @classmethod
    def plan(
        cls, member: Member, by: Actor, first: dt.date, last: dt.date, cover: Member | None = None, note: str = ""
    ) -> "Absence":
        """Put an absence on record.

        Raises Invalid for a span that cannot be or has passed, for an absence that overlaps another of the member,
        and for a cover who is no colleague with access or is away meanwhile.
        """
        check_span(first, last)
        if last < clock.today(member.workspace.time_zone):
            raise Invalid("These days have passed. Enter an absence that is to come.", "last")
        with transaction.atomic():
            # Held, so that two plans of one firm are checked one after the other.
            Workspace.objects.select_for_update().get(pk=member.workspace_id)
            overlapping = cls.objects.standing().filter(workspace=member.workspace_id, first__lte=last, last__gte=first)
            if overlapping.filter(member=member).exists():
                raise Invalid(f"{member} is away on some of these days already.", "first")
            _check_cover(member, cover, overlapping)
            made = cls.objects.create(
                workspace_id=member.workspace_id, member=member, first=first, last=last, cover=cover,
                note=note.strip()[:2000], planned_by=by.name,
            )  # fmt: skip
            made._tell(events.AbsencePlanned, by, cover=str(cover) if cover else "nobody")
        return made

    def cancel(self, by: Actor) -> None:
        """Take the absence back. Raises Conflict where its last day has passed. Safe to repeat."""
        if self.last < clock.today(self.workspace.time_zone):
            raise Conflict("This absence has passed; it stays on record.")
        with transaction.atomic():
            done = Absence.objects.filter(pk=self.pk, cancelled_at=None).update(cancelled_at=clock.now())
            if done:
                self._tell(events.AbsenceCancelled, by)
        self.refresh_from_db()

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def includes(self, day: dt.date) -> bool:
        return self.cancelled_at is None and self.first <= day <= self.last

    def _tell(self, kind, by: Actor, **more: str) -> None:
        record(
            kind, workspace_id=self.workspace_id, by=by, about=self, whom=str(self.member), first=self.first.isoformat(),
            last=self.last.isoformat(), **more,
        )  # fmt: skip


def _check_cover(member: Member, cover: Member | None, overlapping: AbsenceQuerySet) -> None:
    if cover is None:
        return
    if cover.workspace_id != member.workspace_id or cover.pk == member.pk or cover.disabled_at:
        raise Invalid("Choose a colleague who works here.", "cover")
    if not cover.may("clients.edit"):
        raise Invalid(f"{cover} may not write to clients. Choose somebody who may.", "cover")
    if overlapping.filter(member=cover).exists():
        raise Invalid(f"{cover} is away on some of these days, too.", "cover")
