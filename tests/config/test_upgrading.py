"""An upgrade that is killed half way is finished by the next one."""

import random
import signal
import subprocess
import sys
import time

import pytest

from tests.installation import ROOT


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_killed_upgrade_is_finished_by_the_next(installation, seed):
    command = [sys.executable, "-m", "clientkeep.config.command_line", "migrate"]
    first = subprocess.Popen(command, env=installation.environment, cwd=ROOT)
    database = installation.folder / "clientkeep.sqlite3"
    end = time.monotonic() + 20
    while (not database.exists() or database.stat().st_size == 0) and time.monotonic() < end:
        time.sleep(0.005)
    time.sleep(random.Random(seed).uniform(0, 0.4))
    first.send_signal(signal.SIGKILL)
    first.wait()
    again = installation.run("migrate")
    assert again.returncode == 0, again.stderr
    assert installation.run("check").returncode == 0
    assert installation.python("from clientkeep.config.upgrading import pending; print(pending())") == "[]"
