"""From the first inquiry to the start of work on PostgreSQL: the whole line by program, its races, and the sums after a change.

What a server refuses and what two transactions see of each other differs from SQLite; the rest of the suite has no need of two engines.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.installation import ROOT
from tests.postgres import cluster

PARTS = [
    "overview/api/test_whole_line.py", "lifecycle/sales/booking/test_racing.py", "lifecycle/sales/opportunities", "lifecycle/sales/qualification",
    "lifecycle/agreements/signing/test_racing.py", "lifecycle/agreements/scope",
    "lifecycle/agreements/gates", "lifecycle/billing/payment_schedules", "lifecycle/billing/payments/test_panels.py", "lifecycle/onboarding/kickoffs/test_racing.py",
]  # fmt: skip
LEAST = 100


@pytest.mark.long
@pytest.mark.postgres
def test_the_line_holds_on_postgresql_too():
    paths = [str(ROOT / "tests" / part) for part in PARTS]
    with tempfile.TemporaryDirectory(prefix="clientkeep-line-") as name, cluster(Path(name) / "pg", durable=False) as url:
        told = {**os.environ, "TESTS_DATABASE_URL": url, "CLIENTKEEP_DATA": f"{name}/data", "DJANGO_SETTINGS_MODULE": "tests.settings"}
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-m", "not long and not browser", *paths]
        ran = subprocess.run(command, env=told, cwd=ROOT, capture_output=True, text=True, timeout=900)
    last = ran.stdout.strip().splitlines()[-1]
    assert ran.returncode == 0, ran.stdout[-3000:]
    assert int(last.split()[0]) >= LEAST, last
