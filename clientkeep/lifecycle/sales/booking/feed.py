"""BusyFeed: a calendar of a member, read by its address, and the times at which it says that they are busy."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.sealing import seal, unseal
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import SYSTEM, Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events, fetching

MOST_FEEDS = 5
RHYTHM = dt.timedelta(minutes=15)
LONGEST_PAUSE = dt.timedelta(hours=12)
GIVES_UP_AFTER = dt.timedelta(days=3)
AHEAD = dt.timedelta(days=400)


class BusyFeed(models.Model):
    """The address is sealed: whoever knows it reads the whole calendar. `shown` names it without giving it away."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="busy_feeds")
    url_sealed = models.TextField()
    shown = models.CharField(max_length=120)
    added_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True, help_text="When it was last read whole")
    tried_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True, default=clock.now, help_text="When it is read next; empty: paused")
    failing_since = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    unread = models.PositiveIntegerField(default=0, help_text="Events that could not be understood")

    class Meta:
        ordering = ["added_at", "pk"]
        indexes = [models.Index(fields=["next_at"], name="busy_feed_due")]

    def __str__(self) -> str:
        return self.shown

    @property
    def is_paused(self) -> bool:
        return self.next_at is None

    @classmethod
    def add(cls, member: Member, url: str, by: Actor) -> "BusyFeed":
        """Have a calendar read from now on. Raises Invalid with `url` for an address that is not gone to."""
        url = fetching.checked_url(url)
        with transaction.atomic():
            Member.objects.select_for_update().get(pk=member.pk)
            mine = list(cls.objects.filter(member=member))
            if any(unseal(each.url_sealed) == url for each in mine):
                raise Invalid("This calendar is read already.", "url")
            if len(mine) >= MOST_FEEDS:
                raise Invalid(f"At most {MOST_FEEDS} calendars are read. Take one off first.", "url")
            feed = cls.objects.create(workspace_id=member.workspace_id, member=member, url_sealed=seal(url), shown=_masked(url))
            feed._tell(events.FeedAdded, by)
        return feed

    def remove(self, by: Actor) -> None:
        """Read it no more and forget what it said."""
        with transaction.atomic():
            if BusyFeed.objects.select_for_update().filter(pk=self.pk).exists():
                self._tell(events.FeedRemoved, by)
                self.delete()

    def ask_again(self) -> None:
        """Have it read as soon as may be, also after it was paused."""
        BusyFeed.objects.filter(pk=self.pk).update(next_at=clock.now(), failing_since=None, failures=0)

    def read(self) -> None:
        """Fetch it, and keep when its owner is busy; a broken one keeps what it last said, and says why."""
        now = clock.now()
        try:
            found = fetching.read(unseal(self.url_sealed), self.member, now - dt.timedelta(days=1), now + AHEAD)
        except fetching.NotRead as problem:
            self._failed(str(problem), now)
        except Conflict as problem:
            self._failed(problem.message, now)
        else:
            self._succeeded(found, now)

    def _succeeded(self, found: Any, now: dt.datetime) -> None:
        with transaction.atomic():
            if not BusyFeed.objects.select_for_update().filter(pk=self.pk).exists():
                return
            BusyTime.objects.filter(feed=self).delete()
            BusyTime.objects.bulk_create((BusyTime(feed=self, starts_at=start, ends_at=end) for start, end in found.times), batch_size=500)
            self._keep(read_at=now, tried_at=now, next_at=now + RHYTHM, failing_since=None, failures=0, problem="", unread=found.unread)

    def _failed(self, problem: str, now: dt.datetime) -> None:
        since, failures = self.failing_since or now, self.failures + 1
        pause = min(RHYTHM * 2 ** min(failures, 10), LONGEST_PAUSE)
        gives_up = now - since >= GIVES_UP_AFTER
        with transaction.atomic():
            self._keep(
                tried_at=now, failing_since=since, failures=failures, problem=problem[:300], next_at=None if gives_up else now + pause
            )
            if gives_up:
                self._tell(events.FeedPaused, SYSTEM, why=problem[:300])

    def _keep(self, **values: Any) -> None:
        BusyFeed.objects.filter(pk=self.pk).update(**values)
        for name, value in values.items():
            setattr(self, name, value)

    def _tell(self, told: Any, by: Actor, **more: str) -> None:
        record(told, workspace_id=self.workspace_id, by=by, about=self, shown=self.shown, **more)


class BusyTime(models.Model):
    """A time at which a feed's owner is busy. What they do then is not kept."""

    id = Identity()
    feed = models.ForeignKey(BusyFeed, on_delete=models.CASCADE, related_name="busy_times")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["feed", "ends_at"], name="busy_time_of_a_feed")]


def _masked(url: str) -> str:
    """Its host and the last characters, by which an owner of several tells them apart."""
    parts = urlsplit(url)
    return f"{parts.hostname}/…{url[-4:]}"[:120]
