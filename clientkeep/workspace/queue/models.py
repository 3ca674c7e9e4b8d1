"""The job table: what to run in the background, who holds it, and until when."""

import datetime as dt

from django.db import models
from django.db.models import Q

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity

KEPT_WHEN_DONE = dt.timedelta(days=1)
TICKS_KEPT = dt.timedelta(days=400)


class JobQuerySet(models.QuerySet):
    def due(self, at: dt.datetime) -> "JobQuerySet":
        """Ready to run at this instant."""
        return self.filter(state="ready", run_at__lte=at)

    def abandoned(self, at: dt.datetime) -> "JobQuerySet":
        """Held by a worker whose lease has ended: it was killed, or sleeps."""
        return self.filter(state="held", lease_ends_at__lt=at)

    def dead(self) -> "JobQuerySet":
        """Given up after too many tries, newest first: a person has to look."""
        return self.filter(state="dead").order_by("-ended_at")


class Job(models.Model):
    """One task to run. A worker owns it only while its lease lasts; `fence` grows with each claim."""

    id = Identity()
    path = models.CharField(max_length=200, help_text="Dotted path of the task")
    args = models.JSONField(default=dict)
    key = models.CharField(max_length=200, null=True, blank=True, help_text="At most one unfinished job has it")
    fair_key = models.CharField(max_length=40, blank=True, help_text="Workspace, for a fair share of the workers")
    state = models.CharField(max_length=6, default="ready", choices=[(s, s) for s in ("ready", "held", "done", "dead")])
    run_at = models.DateTimeField(default=clock.now)
    lease_ends_at = models.DateTimeField(null=True, blank=True)
    fence = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(state__in=("ready", "held")), name="job_key_once"),
        ]
        indexes = [
            models.Index(fields=["state", "fair_key", "run_at"], name="job_ready"),
            models.Index(fields=["state", "lease_ends_at"], name="job_lease"),
            models.Index(fields=["state", "ended_at"], name="job_ended"),
        ]

    def __str__(self) -> str:
        return f"{self.path} ({self.state})"

    def revive(self) -> None:
        """Try a dead job again, from its first try."""
        Job.objects.filter(pk=self.pk, state="dead").update(
            state="ready", attempts=0, run_at=clock.now(), ended_at=None, error=""
        )


class Tick(models.Model):
    """One due time of one schedule: the unique row stops a second run, however many schedulers there are."""

    name = models.CharField(max_length=200)
    due_at = models.DateTimeField()
    ran_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="tick_once")]
