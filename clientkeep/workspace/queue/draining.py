"""Running in-process what is due: for tests, for the making of the demo, for a machine without a worker."""

from .discovering import find_jobs
from .lease import claim_next
from .running import run_job


def run_due_jobs(raising: bool = True, most: int = 100_000) -> int:
    """Run every due job here and now, those that they enqueue included; returns how many ran.

    With `raising` the first failure is raised after it was written down; else it is only put off, as by a worker.
    """
    find_jobs()
    count, turn = 0, None
    while count < most and (lease := claim_next(turn)):
        turn, count = lease.job.fair_key, count + 1
        problem = run_job(lease)
        if problem and raising:
            raise problem
    return count
