"""The command line: found by folder, clear about wrong use, and without Django where none is needed."""

import subprocess
import sys

import pytest

from clientkeep.config import command_line
from tests.installation import ROOT


def test_every_command_says_what_it_does(capsys):
    assert command_line.main(["--help"]) == 0
    shown = capsys.readouterr().out
    for name in command_line.names():
        assert f"  {name}" in shown
    assert {"serve", "compose", "backup", "restore", "check", "import", "signin", "verify"} <= set(command_line.names())


def test_no_command_is_wrong_use(capsys):
    assert command_line.main([]) == 2


def test_an_unknown_command_is_named(capsys):
    assert command_line.main(["explode"]) == 2
    assert "there is no command 'explode'" in capsys.readouterr().err


@pytest.mark.parametrize("name", [name for name in command_line.names() if name not in ("import", "compose")])
def test_help_of_a_command_needs_no_django(name):
    code = (
        "import sys\nfrom clientkeep.config.command_line import main\n"
        f"try: main([{name!r}, '--help'])\nexcept SystemExit as end: assert not end.code\n"
        "assert 'django' not in sys.modules"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


def test_serving_needs_no_django_in_the_supervisor():
    code = "import sys, clientkeep.config.serving.supervisor; assert 'django' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
