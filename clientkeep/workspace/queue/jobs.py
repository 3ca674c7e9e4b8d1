"""The queue's own jobs: running what the clock made due, and sweeping what is over."""

from django.db.models import Max

from clientkeep.foundation import clock

from . import every, task
from .models import KEPT_WHEN_DONE, TICKS_KEPT, Job, Tick
from .schedule import SCHEDULES


@task
def run_schedule(name: str) -> None:
    """Run a schedule's function; one that is gone from the code is let go."""
    schedule = SCHEDULES.get(name)
    if schedule:
        schedule.run()


@every("17 * * * *")
def sweep_finished_jobs() -> int:
    """Drop jobs that ended well more than a day ago, and old ticks but the newest of each schedule."""
    count, _ = Job.objects.filter(state="done", ended_at__lt=clock.now() - KEPT_WHEN_DONE).delete()
    newest = Tick.objects.values("name").annotate(newest=Max("due_at")).values_list("newest", flat=True)
    Tick.objects.filter(due_at__lt=clock.now() - TICKS_KEPT).exclude(due_at__in=list(newest)).delete()
    return count
