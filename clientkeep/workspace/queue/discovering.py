"""Every room's jobs.py is known before the first claim: its tasks and its schedules."""

from functools import cache

from clientkeep.foundation.discovering import import_each


@cache
def find_jobs() -> tuple[str, ...]:
    """Import each jobs.py; returns their dotted names."""
    return import_each("jobs")
