"""Background work: `@task` and `.enqueue()` of Django's task interface, `@every` for what comes again.

`fair_share(workspace_id)` says for whom the jobs enqueued inside are; `enqueue_once(task, key, …)` keeps at
most one unfinished job of a key; `run_due_jobs()` runs in-process what is due, for tests and the demo;
`confirm_lease()` inside a job's last transaction makes sure that nobody else has taken the job over.
"""

from django_tasks import task

from .schedule import every
from .sharing import fair_share

__all__ = ["confirm_lease", "enqueue_once", "every", "fair_share", "run_due_jobs", "task"]


def __getattr__(name: str):
    if name == "run_due_jobs":
        from .draining import run_due_jobs

        return run_due_jobs
    if name == "enqueue_once":
        from .enqueuing import enqueue_once

        return enqueue_once
    if name == "confirm_lease":
        from .lease import confirm_lease

        return confirm_lease
    raise AttributeError(name)
