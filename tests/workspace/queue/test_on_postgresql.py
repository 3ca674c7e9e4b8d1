"""The queue on PostgreSQL: several workers claim with SKIP LOCKED, each job is run once, a killed one's is taken over."""

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.installation import ROOT, Installation
from tests.postgres import cluster

pytestmark = pytest.mark.postgres
JOBS = 150


@pytest.fixture(scope="module")
def installation():
    with tempfile.TemporaryDirectory(prefix="clientkeep-pg-") as name, cluster(Path(name) / "pg") as url:
        made = Installation(Path(name) / "data", DATABASE_URL=url, CLIENTKEEP_LEASE_SECONDS="2")
        made.migrate()
        yield made


def workers(installation: Installation, count: int) -> list[subprocess.Popen]:
    environment = {**installation.environment, "DJANGO_SETTINGS_MODULE": "clientkeep.config.settings"}
    command = [sys.executable, "-m", "clientkeep.config.serving.work"]
    return [
        subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL) for _ in range(count)
    ]


def test_three_workers_run_each_job_once_and_a_killed_ones_again(installation, tmp_path):
    notes = tmp_path / "notes"
    installation.python(
        "from tests.workspace.queue import tasks\n"
        f"for n in range({JOBS}): tasks.sleep_and_write.enqueue({str(notes)!r}, 0.01)"
    )
    started = workers(installation, 3)
    try:
        wait_for(notes, JOBS // 3)
        started[0].kill()
        end = time.monotonic() + 30
        while left(installation) != "0" and time.monotonic() < end:
            time.sleep(0.3)
    finally:
        for worker in started:
            worker.kill()
            worker.wait()
    states = installation.python(
        "from clientkeep.workspace.queue.models import Job\n"
        "for row in Job.objects.filter(path__startswith='tests.').values_list('state', 'attempts'): print(*row)"
    )
    counted = Counter(states.splitlines())
    assert sum(counted.values()) == JOBS
    assert set(counted) <= {"done 1", "done 2"} and counted["done 2"] <= 2
    ends = [line for line in notes.read_text().splitlines() if line.startswith("end")]
    assert JOBS <= len(ends) <= JOBS + counted["done 2"]
    assert len(set(ends)) >= 2  # the killed one may have ended none yet


def wait_for(notes: Path, lines: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and (not notes.exists() or notes.read_text().count("\n") < lines):
        time.sleep(0.05)


def left(installation: Installation) -> str:
    return installation.python(
        "from clientkeep.workspace.queue.models import Job\n"
        "print(Job.objects.filter(path__startswith='tests.', state__in=('ready', 'held')).count())"
    )


def test_a_backup_of_postgresql_is_made_and_comes_back(installation, tmp_path):
    from shutil import which

    assert which("pg_dump"), "PostgreSQL's client programs belong to the test machine"
    made = installation.run("backup", str(tmp_path / "b.tar"))
    assert made.returncode == 0, made.stderr
    refused = installation.run("restore", str(tmp_path / "b.tar"), "--into", str(tmp_path / "new"))
    assert refused.returncode == 1 and "--force" in refused.stderr
    forced = installation.run("restore", str(tmp_path / "b.tar"), "--into", str(tmp_path / "new"), "--force")
    assert forced.returncode == 0, forced.stderr
    assert installation.run("check").returncode == 0
    assert os.environ.get("DATABASE_URL") is None
