"""The job table: what to run in the background, who holds it, and until when."""

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity


class Job(models.Model):
    """One task to run. A worker owns it only while its lease lasts; `fence` grows with each claim."""

    id = Identity()
    path = models.CharField(max_length=200, help_text="Dotted path of the task")
    args = models.JSONField(default=dict)
    fair_key = models.CharField(max_length=40, blank=True, help_text="Workspace, for a fair share of the workers")
    state = models.CharField(max_length=6, default="ready", choices=[(s, s) for s in ("ready", "held", "done", "dead")])
    run_at = models.DateTimeField(default=clock.now)
    lease_ends_at = models.DateTimeField(null=True, blank=True)
    fence = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "run_at"], name="job_ready"), models.Index(fields=["state", "lease_ends_at"], name="job_lease")]


class Tick(models.Model):
    """One due time of one schedule: the unique row stops a second run, however many schedulers there are."""

    name = models.CharField(max_length=200)
    due_at = models.DateTimeField()
    ran_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="tick_once")]
