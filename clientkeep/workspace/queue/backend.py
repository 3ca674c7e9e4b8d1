"""The engine under `.enqueue()`: rows with leases (models.Job). Another engine is a setting away."""

from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import normalize_json

from clientkeep.foundation import clock


class LeaseBackend(BaseTaskBackend):
    """Writes a Job row in the caller's transaction: it exists if and only if its cause commits."""

    supports_defer = True

    def enqueue(self, task: Task, args, kwargs) -> TaskResult:
        from .models import Job

        self.validate_task(task)
        job = Job.objects.create(
            path=task.module_path,
            args=normalize_json({"args": list(args), "kwargs": kwargs}),
            run_at=task.run_after or clock.now(),
        )
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
