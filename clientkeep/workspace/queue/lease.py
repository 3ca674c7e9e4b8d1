"""Who holds a job: claiming, extending, ending. Every write names the fencing number it was claimed with.

A worker that slept past its lease finds its number outgrown: its final write changes nothing.
"""

import datetime as dt
import os
from contextlib import nullcontext
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F

from clientkeep.foundation import clock

from .models import Job

LEASE = dt.timedelta(seconds=float(os.environ.get("CLIENTKEEP_LEASE_SECONDS", "60")))
MOST_TRIES = 8
FIRST_WAIT = dt.timedelta(seconds=5)
LONGEST_WAIT = dt.timedelta(minutes=20)


class LeaseLost(Exception):
    """Another worker has taken this job over; what this one did must not be kept."""


@dataclass(frozen=True)
class Lease:
    """A claim on a job: the row as it was claimed, with the fencing number of this claim."""

    job: Job
    fence: int

    def extend(self) -> bool:
        """Hold the job for another lease length; False where somebody else has it now."""
        return bool(self._mine().update(lease_ends_at=clock.now() + LEASE))

    def finish(self) -> bool:
        """The final write of a job that went well; False where the lease was lost."""
        return bool(self._mine().update(state="done", ended_at=clock.now(), lease_ends_at=None, error=""))

    def put_off(self, error: str) -> bool:
        """The final write of a try that failed: tried again later, or dead after the last try."""
        if self.job.attempts >= MOST_TRIES:
            return bool(self._mine().update(state="dead", ended_at=clock.now(), lease_ends_at=None, error=error))
        run_at = clock.now() + wait_after(self.job.attempts)
        return bool(self._mine().update(state="ready", run_at=run_at, lease_ends_at=None, error=error))

    def give_back(self) -> bool:
        """Let another worker have the job at once, as when this one is told to stop. The try is not counted."""
        return bool(self._mine().update(state="ready", lease_ends_at=None, attempts=F("attempts") - 1))

    def _mine(self):
        return Job.objects.filter(pk=self.job.pk, fence=self.fence, state="held")


_held: ContextVar[Lease | None] = ContextVar("queue_held_lease", default=None)


def confirm_lease() -> None:
    """Inside a job's last transaction: make sure that the job is still this worker's, and lock it until commit.

    Raises LeaseLost where it is not, so that the transaction is rolled back. Outside of a job it does nothing.
    """
    lease = _held.get()
    if lease and not lease._mine().select_for_update().exists():
        raise LeaseLost(str(lease.job))


def wait_after(attempts: int) -> dt.timedelta:
    """Return how long to wait after the n-th failed try: 5, 10, 20 … seconds, at most 20 minutes."""
    return min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)


def claim_next(after: str | None = None) -> Lease | None:
    """Claim the first due job of the next workspace after `after`, in turn; None where nothing is due.

    The turn by workspace is the fair share: a workspace with 50,000 jobs gets one job, then the next gets one.
    """
    for _ in range(20):
        with _locking():
            job = _next_due(after)
            if job is None:
                return None
            lease = _take(job)
        if lease:
            return lease
    return None


def take_over_abandoned() -> int:
    """Make jobs whose lease has ended ready again, or dead after their last try; returns how many."""
    now, count = clock.now(), 0
    for job in Job.objects.abandoned(now)[:100]:
        held = Job.objects.filter(pk=job.pk, fence=job.fence, state="held", lease_ends_at__lt=now)
        error = job.error or "The worker ended while it ran this job."
        if job.attempts >= MOST_TRIES:
            count += held.update(state="dead", ended_at=now, lease_ends_at=None, fence=F("fence") + 1, error=error)
        else:
            count += held.update(state="ready", run_at=now, lease_ends_at=None, fence=F("fence") + 1, error=error)
    return count


def _next_due(after: str | None) -> Job | None:
    due = Job.objects.due(clock.now())
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    due = due.order_by("fair_key", "run_at")
    job = None if after is None else due.filter(fair_key__gt=after).first()
    return job or due.first()


def _take(job: Job) -> Lease | None:
    fence = job.fence + 1
    taken = Job.objects.filter(pk=job.pk, fence=job.fence, state="ready").update(
        state="held", fence=fence, attempts=F("attempts") + 1, lease_ends_at=clock.now() + LEASE
    )
    if not taken:
        return None
    job.fence, job.state, job.attempts = fence, "held", job.attempts + 1
    return Lease(job, fence)


def _locking():
    """PostgreSQL locks the row it looked at; SQLite would take the lock of the whole file just for looking."""
    return transaction.atomic() if connection.features.has_select_for_update_skip_locked else nullcontext()
