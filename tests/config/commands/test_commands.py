"""Commands over an installation: sign-in links, dead jobs, the firm's defaults for a sentence."""

import json
import subprocess
import sys

import pytest

from clientkeep.config.commands import compose
from tests.installation import ROOT

FIRM = """
from tests.cast import gather
gather()
from clientkeep.workspace.queue.models import Job
from clientkeep.foundation import clock
Job.objects.create(path='tests.workspace.queue.tasks.note', state='dead', ended_at=clock.now(), error='ValueError: no')
"""


@pytest.fixture
def firm(installation):
    installation.migrate()
    installation.python(FIRM)
    return installation


def test_a_sign_in_link_is_made_for_the_owner_or_for_whom_it_is_asked(firm):
    assert firm.run("signin").stdout.startswith(f"http://localhost:{firm.port}/sign-in/link/")
    assert firm.run("signin", "mia@north.example").returncode == 0
    nobody = firm.run("signin", "nobody@north.example")
    assert nobody.returncode == 1 and "nobody@north.example" in nobody.stderr


def test_dead_jobs_are_listed_and_tried_again(firm):
    listed = firm.run("jobs")
    assert "ValueError: no" in listed.stdout and "1 given up" in listed.stdout
    assert "1 tried again" in firm.run("jobs", "--retry").stdout
    assert "0 given up" in firm.run("jobs").stdout


def test_what_is_not_given_comes_from_the_firm(firm):
    said = firm.run("compose", "Invoice Acme 500 for a logo", "--today", "2026-03-02", "--json")
    assert said.returncode == 0, said.stderr
    draft = json.loads(said.stdout)
    assert (draft["client"], draft["currency"], draft["due_date"]) == ("Acme Studio", "USD", "2026-04-01")


def test_with_all_inputs_given_no_database_is_asked(monkeypatch):
    monkeypatch.setattr(compose, "_of_the_firm", lambda: pytest.fail("the database was asked"))
    given = ["x", "--today", "2026-03-02", "--currency=USD", "--locale", "en-US", "--terms-days", "30"]
    assert compose._defaults(given) == {}


def test_without_a_firm_there_is_todays_date():
    assert set(compose._defaults(["x"])) >= {"today"}


def test_all_inputs_given_are_answered_without_django():
    code = (
        "import sys\nfrom clientkeep.config.command_line import main\n"
        "main(['compose', 'Invoice Acme $5 for x', '--today', '2026-03-02', '--currency', 'USD', '--locale', 'en-US',"
        " '--terms-days', '30', '--json'])\nassert 'django' not in sys.modules"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


def test_a_client_is_asked_how_it_is_going_once(firm):
    asked = firm.run("survey", "send", "acme studio", "--kind", "pulse")
    assert asked.returncode == 0 and "Jo March is asked: How are we doing" in asked.stdout
    again = firm.run("survey", "send", "acme studio")
    assert again.returncode == 1 and "has not answered the last question yet" in again.stderr
    assert "There is no client named" in firm.run("survey", "send", "Nobody Ltd").stderr
    assert "Choose one of pulse" in firm.run("survey", "send", "Bloom & Co", "--kind", "mood").stderr


def test_templates_are_listed_and_their_words_printed(firm):
    listed = firm.run("mail", "templates").stdout
    assert "North Studio: check-in  Check-in" in listed and "South Studio: thank-you" in listed
    assert "Hello {contact}," in firm.run("mail", "templates", "check-in").stdout
    assert firm.run("mail", "templates", "no-such").returncode == 1
