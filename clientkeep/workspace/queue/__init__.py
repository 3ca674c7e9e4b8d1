"""Background work: `@task` and `.enqueue()` of Django's task interface, `@every` for what comes again."""

from django_tasks import task

from .schedule import every

__all__ = ["every", "task"]
