"""The engine under `.enqueue()`: rows with leases (models.Job). Another engine is a setting away."""

from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus


class LeaseBackend(BaseTaskBackend):
    """Writes a Job row in the caller's transaction: it exists if and only if its cause commits."""

    supports_defer = True

    def enqueue(self, task: Task, args, kwargs) -> TaskResult:
        from .enqueuing import write_job

        self.validate_task(task)
        job = write_job(task, args, kwargs)
        return TaskResult(
            task=task,
            id=str(job.pk),
            status=TaskResultStatus.READY,
            enqueued_at=job.created_at,
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=list(args),
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
