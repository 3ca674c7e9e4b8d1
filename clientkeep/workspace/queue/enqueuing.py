"""Writing job rows, in the transaction of their cause."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django_tasks.base import Task
from django_tasks.utils import normalize_json

from clientkeep.foundation import clock

from .models import Job
from .sharing import present_fair_key


def write_job(task: Task, args: Any, kwargs: Any, key: str | None = None) -> Job:
    """Write one job; it exists if and only if the caller's transaction commits."""
    return Job.objects.create(
        path=task.module_path,
        args=normalize_json({"args": list(args), "kwargs": kwargs}),
        run_at=task.run_after or clock.now(),
        fair_key=present_fair_key(),
        key=key,
    )


def enqueue_once(task: Task, key: str, *args: Any, run_at: dt.datetime | None = None) -> Job | None:
    """Enqueue unless an unfinished job of this key (at most 200 characters) exists; None where one does."""
    if Job.objects.filter(key=key, state__in=("ready", "held")).exists():
        return None
    try:
        with transaction.atomic():
            return write_job(task.using(run_after=run_at) if run_at else task, args, {}, key)
    except IntegrityError:
        return None
