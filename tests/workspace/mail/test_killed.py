"""A real process is killed at each crash point of a hand-over, and others go on after it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.smtp import postbox

ROOT = Path(__file__).resolve().parents[3]
WRITE = """
from clientkeep.workspace.mail.models import MailServer
from clientkeep.workspace.mail.outbox import write
from clientkeep.workspace.members.models import Workspace
firm = Workspace.objects.create(name="North Studio", public_url="https://clients.north.example")
MailServer.objects.create(
    workspace=firm, host="127.0.0.1", port={port}, security="none", from_email="hello@north.example"
)
for number in range(3):
    write(firm, f"letter {{number}}", "document", "jo@acme.example", "Jo", "Subject", "Text")
"""
RUN = "from clientkeep.workspace.queue import run_due_jobs; run_due_jobs()"
SETTLE = """
import datetime as dt
from clientkeep.foundation import clock
from clientkeep.workspace.mail.handover import settle_interrupted
for hours in (1, 2, 30):
    with clock.moved(clock.now() + dt.timedelta(hours=hours)):
        settle_interrupted()
        from clientkeep.workspace.mail.jobs import hand_over_what_is_due
        hand_over_what_is_due()
"""
STATES = """
from clientkeep.workspace.mail.models import Letter
print(*Letter.objects.order_by("key").values_list("state", flat=True))
"""


@pytest.fixture
def process(tmp_path):
    """Run code in a process of its own on a fresh database: `process(code, faults) -> (how it ended, output)`."""
    env = {**os.environ, "CLIENTKEEP_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "clientkeep.config.settings"}
    env |= {"PYTHONPATH": str(ROOT), "CLIENTKEEP_FAULTS": ""}

    def run(code: str, faults: str = "") -> tuple[int, str]:
        command = [sys.executable, "-c", f"import django\ndjango.setup()\n{code}"]
        ended = subprocess.run(
            command, env={**env, "CLIENTKEEP_FAULTS": faults}, cwd=ROOT, capture_output=True, text=True, timeout=120
        )
        assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
        return ended.returncode, ended.stdout.strip()

    run("from django.core.management import call_command\ncall_command('migrate', verbosity=0)")
    return run


def test_kill_9_at_each_crash_point_doubles_no_letter(process):
    with postbox() as box:
        process(WRITE.format(port=box.port))
        assert process(RUN, "mail.before_handover")[0] == -signal.SIGKILL
        assert len(box.letters) == 0
        assert process(RUN, "mail.after_250")[0] == -signal.SIGKILL
        assert len(box.letters) == 1
        assert process(RUN)[0] == 0
        process(SETTLE)
        process(RUN)
        assert process(STATES)[1] == "unknown unknown sent"
        assert len(box.message_ids) == len(set(box.message_ids)) == 2
