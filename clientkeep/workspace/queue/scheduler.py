"""What comes again: finds due times by their cron expression, claims each by a unique row, enqueues a job.

Missed time is caught up with one run, never a burst: only the latest due time counts. A clock that jumps back
repeats nothing: a due time at or before the last one seen is never claimed.
"""

import datetime as dt
from dataclasses import dataclass, field

from cronsim import CronSim
from django.db import IntegrityError, transaction
from django.db.models import Max

from clientkeep.foundation import clock

from .discovering import find_jobs
from .enqueuing import enqueue_once
from .models import Tick
from .schedule import SCHEDULES, Schedule


@dataclass
class Scheduler:
    """Remembers in memory when each schedule is due next, so that an idle look costs no query."""

    last: dict[str, dt.datetime] = field(default_factory=dict)
    next_due: dict[str, dt.datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        find_jobs()
        self.last = dict(Tick.objects.values_list("name").annotate(Max("due_at")))

    def tick(self) -> int:
        """Enqueue each schedule that has become due since its last tick; returns how many."""
        now, count = clock.now(), 0
        for schedule in SCHEDULES:
            if schedule.name not in self.last:
                self._plant(schedule, now)
            elif now >= self._next(schedule):
                count += self._claim(schedule, last_due(schedule.cron, now))
        return count

    def _next(self, schedule: Schedule) -> dt.datetime:
        if schedule.name not in self.next_due:
            self.next_due[schedule.name] = next(CronSim(schedule.cron, self.last[schedule.name]))
        return self.next_due[schedule.name]

    def _plant(self, schedule: Schedule, now: dt.datetime) -> None:
        """A schedule seen for the first time starts with its next due time; it has missed nothing."""
        due = last_due(schedule.cron, now)
        Tick.objects.get_or_create(name=schedule.name, due_at=due, defaults={"ran_at": now})
        self.last[schedule.name] = due

    def _claim(self, schedule: Schedule, due: dt.datetime) -> bool:
        from .jobs import run_schedule

        if due <= self.last[schedule.name]:
            return False
        self.last[schedule.name] = due
        self.next_due.pop(schedule.name, None)
        try:
            with transaction.atomic():
                Tick.objects.create(name=schedule.name, due_at=due)
                return enqueue_once(run_schedule, f"clock:{schedule.name}", schedule.name) is not None
        except IntegrityError:
            return False


def last_due(cron: str, now: dt.datetime) -> dt.datetime:
    """Return the latest due time of a cron expression (UTC) at or before `now`."""
    return next(CronSim(cron, now.replace(second=0, microsecond=0) + dt.timedelta(minutes=1), reverse=True))
