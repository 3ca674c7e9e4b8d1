"""The worker as a process of its own: killed, frozen, told to stop."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
LEASE = 2.0


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A migrated data folder, made once."""
    made = Installation(tmp_path_factory.mktemp("template"))
    made.python("from django.core.management import call_command; call_command('migrate', verbosity=0)")
    return made.folder


@pytest.fixture
def installation(tmp_path, template):
    folder = tmp_path / "data"
    shutil.copytree(template, folder)
    return Installation(folder)


class Installation:
    """A data folder with a database, to which workers come and go."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.notes = folder, folder / "notes"
        self.workers: list[subprocess.Popen] = []

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CLIENTKEEP_")}
        return {
            **kept, "CLIENTKEEP_DATA": str(self.folder), "CLIENTKEEP_LEASE_SECONDS": str(LEASE),
            "DJANGO_SETTINGS_MODULE": "clientkeep.config.settings", "PYTHONPATH": str(ROOT),
        }  # fmt: skip

    def python(self, code: str) -> str:
        ran = subprocess.run(
            [sys.executable, "-c", "import django; django.setup()\n" + code],
            env=self.environment, capture_output=True, text=True, timeout=300, cwd=ROOT,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        return ran.stdout.strip()

    def enqueue(self, task: str, seconds: float) -> None:
        self.python(f"from tests.workspace.queue import tasks; tasks.{task}.enqueue({str(self.notes)!r}, {seconds})")

    def worker(self) -> subprocess.Popen:
        command = [sys.executable, "-m", "clientkeep.config.serving.work"]
        made = subprocess.Popen(command, env=self.environment, cwd=ROOT, stderr=subprocess.DEVNULL)
        self.workers.append(made)
        return made

    def state(self) -> str:
        return self.python(
            "from clientkeep.workspace.queue.models import Job\n"
            "for job in Job.objects.filter(path__startswith='tests.'): print(job.state, job.attempts, job.fence)"
        )

    def until(self, lines: int, seconds: float = 20) -> list[str]:
        """Wait until the notes have so many lines."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = self.notes.read_text().splitlines() if self.notes.exists() else []
            if len(found) >= lines:
                return found
            time.sleep(0.05)
        raise AssertionError(f"{found} after {seconds} s")


@pytest.fixture(autouse=True)
def no_worker_left(installation):
    yield
    for worker in installation.workers:
        if worker.poll() is None:
            worker.send_signal(signal.SIGCONT)
            worker.kill()
        worker.wait()


def test_a_job_of_a_killed_worker_is_run_again_after_its_lease(installation):
    installation.enqueue("sleep_and_write", 3)
    first = installation.worker()
    installation.until(1)
    first.kill()
    killed = time.monotonic()
    second = installation.worker()
    notes = installation.until(3)
    assert notes == [f"start {first.pid}", f"start {second.pid}", f"end {second.pid}"]
    assert time.monotonic() - killed < LEASE + 3 + 6
    time.sleep(0.5)
    assert installation.state() == "done 2 3"


def test_a_worker_that_slept_past_its_lease_writes_nothing(installation):
    installation.enqueue("write_when_still_mine", 1.5)
    first = installation.worker()
    installation.until(1)
    first.send_signal(signal.SIGSTOP)
    second = installation.worker()
    assert installation.until(3)[1:] == [f"start {second.pid}", f"end {second.pid}"]
    first.send_signal(signal.SIGCONT)
    time.sleep(3)
    assert installation.notes.read_text().count("end") == 1
    assert installation.state() == "done 2 3"


def test_a_job_longer_than_its_lease_keeps_it(installation):
    installation.enqueue("sleep_and_write", LEASE * 2.5)
    installation.worker()
    installation.until(1)
    installation.worker()
    assert len(installation.until(2)) == 2
    time.sleep(0.5)
    assert installation.state().startswith("done 1")


def test_a_worker_that_is_told_to_stop_gives_its_job_back_and_leaves(installation):
    installation.enqueue("sleep_and_write", 30)
    worker = installation.worker()
    installation.until(1)
    told = time.monotonic()
    worker.terminate()
    assert worker.wait(5) == 0
    assert time.monotonic() - told < 3
    assert installation.state() == "ready 0 1"


def test_a_short_job_ends_before_the_worker_leaves(installation):
    installation.enqueue("sleep_and_write", 0.8)
    worker = installation.worker()
    installation.until(1)
    worker.terminate()
    assert worker.wait(5) == 0
    assert installation.state() == "done 1 1"
