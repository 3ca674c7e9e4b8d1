"""Running one claimed job and writing how it ended."""

import logging
import traceback

from django.utils.module_loading import import_string

from .lease import Lease, LeaseLost, _held
from .sharing import fair_share

log = logging.getLogger("clientkeep.queue")


def run_job(lease: Lease) -> Exception | None:
    """Run a job and write its end. Returns what it raised, or None. A lost lease is logged and nothing is written."""
    problem = _try(lease)
    if problem is None:
        kept = lease.finish()
    elif isinstance(problem, LeaseLost):
        kept = False
    else:
        kept = lease.put_off(_words(problem))
        log.warning("job failed", extra={"job": str(lease.job.pk), "path": lease.job.path, "error": repr(problem)})
    if not kept:
        log.warning("lease lost", extra={"job": str(lease.job.pk), "path": lease.job.path, "fence": lease.fence})
    return problem


def _try(lease: Lease) -> Exception | None:
    token = _held.set(lease)
    try:
        with fair_share(lease.job.fair_key):
            task = import_string(lease.job.path)
            task.call(*lease.job.args.get("args", []), **lease.job.args.get("kwargs", {}))
    except Exception as problem:
        return problem
    finally:
        _held.reset(token)
    return None


def _words(problem: Exception) -> str:
    place = traceback.extract_tb(problem.__traceback__)[-1]
    return f"{type(problem).__name__}: {problem} ({place.name}, line {place.lineno})"[:2000]
