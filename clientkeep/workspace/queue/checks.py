"""The queue's promise: a job is in one state, and what runs has a lease."""

from collections.abc import Iterator

from django.db.models import Q

from clientkeep.foundation.checks import check

from .models import Job


@check("jobs", "each job is in one state, and each running one has a lease")
def jobs_are_in_one_state() -> Iterator[str]:
    odd = Q(state="held", lease_ends_at=None) | Q(state__in=("done", "dead"), ended_at=None)
    odd |= Q(state__in=("ready", "done", "dead"), lease_ends_at__isnull=False)
    for job in Job.objects.filter(odd).order_by("pk")[:20]:
        yield f"Job {job.pk} ({job.path}) is {job.state} but its lease or its end does not fit."
