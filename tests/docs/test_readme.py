"""Every command of the README does what the README says."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.installation import Installation

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", README, re.S) for line in block.strip().splitlines()]


def shell(command: str, installation: Installation, timeout: float = 180) -> subprocess.CompletedProcess:
    environment = {**os.environ, **installation.environment, "CLIENTKEEP_STATIC": ""}
    environment.pop("CLIENTKEEP_STATIC")
    return subprocess.run(["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=timeout)


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    made = Installation(tmp_path_factory.mktemp("readme") / "data")
    made.migrate()
    made.python("from clientkeep.config.demo import make; make()")
    yield made
    made.close()


def test_the_readme_names_its_commands():
    assert {command.split()[0] for command in COMMANDS} == {"bin/serve", "bin/test", "bin/clientkeep"}


@pytest.mark.parametrize("command", [command for command in COMMANDS if command.startswith("bin/clientkeep")])
def test_each_command_of_the_installation_runs(installation, command):
    if "clients.csv" in command:
        file = installation.folder.parent / "clients.csv"
        file.write_text("Organization,First Name,Last Name,Email\nNew Firm,Ada,Finch,ada@finch.example\n")
        command = command.replace("clients.csv", str(file))
    ran = shell(command, installation)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.strip()


def test_bin_serve_serves(installation):
    installation.serve()
    assert installation.get("/sign-in/")[0] == 200


def test_bin_test_runs_tests(installation):
    ran = shell("bin/test tests/foundation/test_money.py", installation, timeout=400)
    assert re.search(r"\d+ passed, 0 failed, 0 skipped", ran.stdout), ran.stdout[-2000:] + ran.stderr[-2000:]


@pytest.mark.parametrize("name", re.findall(r"\]\((docs/[^)]+)\)", README))
def test_what_the_readme_points_to_exists(name):
    assert (ROOT / name).exists()
