"""Preferences: what a member wants to be told, and how."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.hours.calendars import Calendars
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events
from .kinds import KINDS, NoticeKind
from .rules import next_window, parse_time, parse_windows, quiet_end

WAYS = {
    "app": "In the app",
    "digest": "In the app and in the mail digest",
    "mail": "In the app and by mail at once",
    "off": "Not at all",
}
USUAL_WINDOWS = [9 * 60, 16 * 60]


class Preferences(models.Model):
    """A member without a row is told in the app. `windows` and `quiet_…` are minutes after midnight in their zone."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="+")
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    ways = models.JSONField(default=dict, help_text="The way by kind; app where nothing is said")
    hooked = models.JSONField(null=True, help_text="Kinds that go to the own webhook; null: the urgent ones")
    windows = models.JSONField(default=list)
    quiet_since = models.PositiveSmallIntegerField(null=True)
    quiet_until = models.PositiveSmallIntegerField(null=True)
    changed_at = models.DateTimeField(default=clock.now)

    @classmethod
    def of(cls, member: Member) -> "Preferences":
        """Return a member's own, or what holds for who has not chosen."""
        return cls.objects.filter(member=member).first() or cls(member=member, workspace_id=member.workspace_id)

    @classmethod
    def keep(
        cls, member: Member, by: Actor, ways: Mapping[str, str], hooked: Iterable[str], windows: str, quiet_since: str, quiet_until: str
    ) -> "Preferences":
        """Keep what a member chose; kinds that are not named stay. Times as typed ("9:00, 16:00", "20:00").

        Raises Invalid with the field `ways`, `hooked`, `windows`, `quiet_since` or `quiet_until`.
        """
        hooked = sorted(set(hooked))
        if any(kind not in KINDS for kind in (*ways, *hooked)) or any(way not in WAYS for way in ways.values()):
            raise Invalid("Choose from the list.", "ways")
        since, until = parse_time(quiet_since, "quiet_since"), parse_time(quiet_until, "quiet_until")
        if (since is None) != (until is None):
            raise Invalid("Write both, when it begins and when it ends, or neither.", "quiet_until" if until is None else "quiet_since")
        if since is not None and since == until:
            raise Invalid("Quiet hours end at another time than they begin.", "quiet_until")
        values = {"hooked": hooked, "windows": parse_windows(windows, "windows"), "quiet_since": since, "quiet_until": until}
        with transaction.atomic():
            kept = {**cls.of(member).ways, **ways}
            row, _ = cls.objects.update_or_create(
                member=member, defaults={"workspace_id": member.workspace_id, "ways": kept, "changed_at": clock.now(), **values}
            )
            row._move_what_waits()
            record(events.NoticesChosen, workspace_id=member.workspace_id, by=by)
        return row

    def way(self, kind: NoticeKind) -> str:
        return self.ways.get(kind.slug, "app")

    def hooks(self, kind: NoticeKind) -> bool:
        """Whether this kind goes to the member's own webhook."""
        return kind.urgent if self.hooked is None else kind.slug in self.hooked

    @property
    def zone(self) -> str:
        return str(Calendars(self.member.workspace).of(self.member_id).zone)

    @property
    def chosen_windows(self) -> list[int]:
        return self.windows or USUAL_WINDOWS

    def not_before(self, now: dt.datetime) -> dt.datetime:
        """Return when something may leave at the earliest: now, or the end of the quiet hours."""
        return quiet_end(now, self.zone, self.quiet_since, self.quiet_until) or now

    def next_digest(self, now: dt.datetime) -> dt.datetime:
        """Return when the next digest leaves."""
        return self.not_before(next_window(now, self.zone, self.chosen_windows))

    def _move_what_waits(self) -> None:
        from .delivery import Delivery

        waiting: Any = Delivery.objects.filter(member_id=self.member_id, state="due")
        now = clock.now()
        waiting.filter(channel="digest").update(due_at=self.next_digest(now))
        waiting.exclude(channel="digest").filter(due_at__gt=now).update(due_at=self.not_before(now))
