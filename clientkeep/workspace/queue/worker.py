"""The worker process: claims jobs in turn, runs them on a few threads, keeps their leases alive, watches the clock.

One poll every quarter of a second, and at once when a job has ended. TERM lets running jobs end for a moment,
gives back the rest and leaves.
"""

import logging
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import close_old_connections, connections

from .discovering import find_jobs
from .lease import LEASE, Lease, claim_next, take_over_abandoned
from .running import run_job
from .scheduler import Scheduler

log = logging.getLogger("clientkeep.queue")
POLL = 0.25
GRACE = 1.5


class Worker:
    """Runs until told to stop. All waits are monotonic: a clock that jumps changes no pace."""

    def __init__(self, threads: int = 2) -> None:
        self.threads = threads
        self.held: dict[str, Lease] = {}
        self.stopping = threading.Event()
        self.wake = threading.Event()
        self.turn: str | None = None
        self.scheduler: Scheduler | None = None
        self._due = {"beat": 0.0, "abandoned": 0.0, "clock": 0.0}
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="job")

    def run(self) -> None:
        """Work until `stop()`; a database that is away for a moment is waited for."""
        find_jobs()
        log.info("worker started", extra={"threads": self.threads})
        while not self.stopping.is_set():
            try:
                self._round()
            except Exception:
                log.exception("the worker's round failed")
                close_old_connections()
                self.stopping.wait(1)
            self.wake.wait(POLL)
            self.wake.clear()
        self._leave()

    def stop(self, *_) -> None:
        """Claim nothing more and end."""
        self.stopping.set()
        self.wake.set()

    def _round(self) -> None:
        if self._is_time("beat", LEASE.total_seconds() / 4):
            self._beat()
        if self._is_time("abandoned", min(2.0, LEASE.total_seconds() / 4)):
            take_over_abandoned()
        if self._is_time("clock", 1.0):
            self._watch_clock()
        self._claim()

    def _claim(self) -> None:
        while len(self.held) < self.threads and not self.stopping.is_set():
            lease = claim_next(self.turn)
            if lease is None:
                self.turn = None
                return
            self.turn = lease.job.fair_key
            self.held[str(lease.job.pk)] = lease
            self._pool.submit(self._run, lease)

    def _run(self, lease: Lease) -> None:
        try:
            run_job(lease)
        except Exception:
            log.exception("the end of a job could not be written", extra={"job": str(lease.job.pk)})
        finally:
            self.held.pop(str(lease.job.pk), None)
            close_old_connections()
            self.wake.set()

    def _beat(self) -> None:
        for lease in list(self.held.values()):
            lease.extend()

    def _watch_clock(self) -> None:
        if self.scheduler is None:
            self.scheduler = Scheduler()
        self.scheduler.tick()

    def _is_time(self, what: str, seconds: float) -> bool:
        now = time.monotonic()
        if now < self._due[what]:
            return False
        self._due[what] = now + seconds
        return True

    def _leave(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        until = time.monotonic() + GRACE
        while self.held and time.monotonic() < until:
            time.sleep(0.02)
        for lease in list(self.held.values()):
            lease.give_back()
        connections.close_all()
        log.info("worker stopped", extra={"given_back": len(self.held)})


def main() -> None:
    """Run a worker in this process until TERM or INT; running threads are left behind at the end."""
    worker = Worker(int(os.environ.get("CLIENTKEEP_WORKER_THREADS", "2")))
    signal.signal(signal.SIGTERM, worker.stop)
    signal.signal(signal.SIGINT, worker.stop)
    worker.run()
    logging.shutdown()
    os._exit(0)
