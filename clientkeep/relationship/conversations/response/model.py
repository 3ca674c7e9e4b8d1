"""Wait: one side waits on the other. Written from what happened; never a history of its own."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.models import Member, Workspace

from ..messages.model import Thread
from .queries import WaitQuerySet
from .rules import in_words

SIDES = [("us", "Waiting on us"), ("them", "Waiting on them")]
ENDS = [("", "Open"), ("answered", "Answered"), ("settled", "Needed no answer"), ("handed", "Waits on the other side")]


class Wait(models.Model):
    """One turn of a conversation. Without a thread it is about questions asked in the portal.

    `key` names the message or question that began it: the same turn is one row, however often it is worked out.
    `seconds` is the working time that an answer took; `is_late` says whether it came, or did not come, too late.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="waits")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, null=True, related_name="waits")
    key = models.CharField(max_length=50)
    about = models.CharField(max_length=300)
    side = models.CharField(max_length=4, choices=SIDES)
    since = models.DateTimeField()
    owner = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", help_text="Whose client it was")
    promise = models.CharField(max_length=60, blank=True)
    due_at = models.DateTimeField(null=True)
    warn_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=8, blank=True, choices=ENDS)
    closed_by = models.CharField(max_length=200, blank=True)
    answered_by = models.UUIDField(null=True, help_text="The member who answered")
    seconds = models.BigIntegerField(null=True)
    is_late = models.BooleanField(default=False)
    warned_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = WaitQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="wait_once")]
        indexes = [
            models.Index(fields=["client", "closed_at", "-since"], name="wait_of_client"),
            models.Index(fields=["thread", "since"], name="wait_of_thread"),
            models.Index(fields=["workspace", "side", "closed_at"], name="wait_by_end"),
            models.Index(
                fields=["workspace", "due_at"], condition=models.Q(closed_at=None, side="us"), name="wait_open_by_due"
            ),
        ]

    def __str__(self) -> str:
        return self.about

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_overdue(self) -> bool:
        return bool(self.is_open and self.due_at and self.due_at <= clock.now())

    @property
    def by_words(self) -> str:
        """When the answer is due, as the firm's clock shows it."""
        return in_words(self.due_at, clock.now(), self.workspace.time_zone) if self.due_at else ""


def due_of(threads: Iterable[Thread]) -> dict[Any, dt.datetime | None]:
    """Return when an answer is due in each thread that waits on us, by its id: one query for all of them."""
    ids = [thread.pk for thread in threads]
    return dict(Wait.objects.on_us().filter(thread__in=ids).values_list("thread_id", "due_at"))
