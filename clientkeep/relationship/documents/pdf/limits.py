"""Limits that a process lays on itself before it works on what a stranger made."""

import resource
import sys


def limit(seconds: int, megabytes: int) -> None:
    """Allow this process so much time and memory, no core dump, and no file to be written."""
    _limit(resource.RLIMIT_CPU, seconds * 2)  # two threads may count at once
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_AS, megabytes * 1024 * 1024)


def _limit(what: int, to: int) -> None:
    _, hard = resource.getrlimit(what)
    most = to if hard == resource.RLIM_INFINITY else min(to, hard)
    try:
        resource.setrlimit(what, (most, most))
    except (ValueError, OSError):
        # macOS knows no limit of address space; there the time limit alone holds.
        if sys.platform != "darwin":
            raise
