"""A child process of the supervisor: started in a session of its own, restarted with back-off, ended in time."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field

LONGEST_WAIT = 30.0
HEALTHY_AFTER = 20.0


@dataclass
class Child:
    """One process, kept alive while `wanted`. Waits are monotonic seconds."""

    name: str
    module: str
    environment: dict[str, str]
    process: subprocess.Popen | None = None
    failures: int = 0
    started: float = 0.0
    not_before: float = field(default=0.0)

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.module], env={**os.environ, **self.environment}, start_new_session=True
        )

    def tend(self) -> str | None:
        """Restart it if it died; returns what to tell the log, or None."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.not_before:
                self.start()
            return None
        status = self.process.poll()
        if status is None:
            return None
        self.failures = 1 if now - self.started > HEALTHY_AFTER else self.failures + 1
        wait = min(0.2 * 2 ** (self.failures - 1), LONGEST_WAIT)
        self.process, self.not_before = None, now + wait
        return f"{self.name} ended with status {status}; started again in {wait:.1f} s"

    def tell_to_stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def wait(self, until: float) -> None:
        """Wait for its end until a monotonic instant, then kill it with everything it started."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.01, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait()
        self.process = None


def stop_all(children: list[Child], seconds: float = 2.3) -> None:
    """Tell all to stop at once, and end within `seconds`."""
    until = time.monotonic() + seconds
    for child in children:
        child.tell_to_stop()
    for child in children:
        child.wait(until)
