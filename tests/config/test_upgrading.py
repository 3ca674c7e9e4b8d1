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


DIE = """
import os
from django.db.migrations.recorder import MigrationRecorder
kept = MigrationRecorder.record_applied
def record(self, app, name):
    if (app, name) == ("account", "0001_initial"):
        os._exit(9)
    kept(self, app, name)
MigrationRecorder.record_applied = record
from clientkeep.config.upgrading import upgrade
upgrade()
"""


def test_a_migration_is_made_and_noted_in_one_step(installation):
    """Killed before it is noted, with its tables made: the next one finds neither."""
    code = f"import django; django.setup()\n{DIE}"
    known = {**installation.environment, "DJANGO_SETTINGS_MODULE": "clientkeep.config.settings"}
    died = subprocess.run([sys.executable, "-c", code], env=known, cwd=ROOT, check=False)
    assert died.returncode == 9
    again = installation.run("migrate", timeout=300)
    assert again.returncode == 0, again.stderr


REBUILD = """
from django.db import connection
from clientkeep.relationship.documents.models import Document
def rebuild():
    with connection.schema_editor() as editor:
        editor._remake_table(Document)
"""


def test_a_migration_may_rebuild_a_table_that_triggers_name(installation):
    """An upgrade meets the triggers of the version before; it lifts them, and they are laid again after it."""
    installation.migrate()
    guards = _guards(installation)
    assert "issued_line_added" in guards
    refused = REBUILD + "try:\n    rebuild()\nexcept Exception as problem:\n    print(problem)"
    assert "issued_line_added" in installation.python(refused)
    upgrade = REBUILD + (
        "from clientkeep.config import upgrading\n"
        "from django.core.management import call_command\n"
        "upgrading.pending = lambda: ['documents.rebuilt']\n"
        "upgrading.call_command = lambda name, **options: (name == 'migrate' and rebuild(), call_command(name, **options))\n"
        "upgrading.upgrade()"
    )
    installation.python(upgrade)
    assert _guards(installation) == guards
    assert installation.run("check").returncode == 0


def _guards(installation) -> str:
    read = "from django.db import connection\nwith connection.cursor() as cursor:\n"
    read += "    cursor.execute(\"SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name\")\n"
    return installation.python(read + "    print(*(name for (name,) in cursor.fetchall()))")
