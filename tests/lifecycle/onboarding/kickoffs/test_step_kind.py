"""A playbook plans its kickoff when the day of the step comes, says what it waits for, and goes on once it was held."""

import datetime as dt

import pytest

from clientkeep.lifecycle.onboarding.kickoffs.holding import hold
from clientkeep.lifecycle.onboarding.models import Kickoff, Playbook, PlaybookRun, PlaybookStep
from clientkeep.lifecycle.onboarding.playbooks.jobs import go_on_with_playbooks
from clientkeep.lifecycle.onboarding.playbooks.ready import READY
from clientkeep.lifecycle.onboarding.playbooks.starting import start
from clientkeep.workspace.queue import run_due_jobs

from .conftest import TUESDAY

pytestmark = pytest.mark.django_db(transaction=True)
STEPS = [
    {"key": "kickoff", "kind": "kickoff", "side": "us", "title": "Kickoff meeting", "days": 0, "text": "Goals, dates."},
    {"key": "sketch", "kind": "task", "side": "us", "title": "Sketch", "days": 0, "after": "kickoff"},
]


@pytest.fixture
def run(cast, agreement, on) -> PlaybookRun:
    with on():
        begun = start(cast.acting(cast.olivia), Playbook.make(cast.north, cast.by, "A good start", STEPS), cast.acme, cast.jo)
        for _ in range(20):
            go_on_with_playbooks()
        run_due_jobs()
    return begun


def step_of(run: PlaybookRun, key: str = "kickoff") -> PlaybookStep:
    return PlaybookStep.objects.select_related("run").get(run=run, key=key)


def test_it_is_planned_once_and_the_step_says_what_it_waits_for(cast, run, agreement, on, as_member):
    found = Kickoff.objects.get()
    assert (found.title, found.agreement, list(found.contacts.all()), list(found.members.all())) == ("Kickoff meeting", agreement, [cast.jo], [cast.olivia])
    assert found.items.in_order().first().text == "- Goals, dates."
    step = step_of(run)
    assert (step.state, step.held, step.of_kind.page(step)) == ("open", "a time for the kickoff", f"/kickoffs/{found.pk}/")
    with on(hours=1):
        found.change(cast.by, starts_at=TUESDAY + dt.timedelta(days=2))
        run_due_jobs()
        assert step_of(run).held == "the kickoff to be held, on Thu 4 Mar 2027, 10:00 America/Los_Angeles"
        assert "Thu 4 Mar 2027, 10:00" in as_member(cast.olivia).get(f"/playbook-runs/{run.pk}/").content.decode()
        hold(found, cast.by)
        run_due_jobs()
        go_on_with_playbooks()
    assert (step_of(run).state, step_of(run, "sketch").state) == ("done", "open")


def test_one_that_is_cancelled_is_left_out_and_the_rest_goes_on(cast, run, on):
    with on(hours=1):
        Kickoff.objects.get().cancel(cast.by, "They know each other")
        run_due_jobs()
        go_on_with_playbooks()
    assert (step_of(run).state, step_of(run).note, step_of(run, "sketch").state) == ("skipped", "The kickoff was cancelled: They know each other", "open")


def test_stopping_the_run_cancels_what_is_planned_and_nothing_that_was_held(cast, run, on):
    with on(hours=1):
        run.stop(cast.by, "They changed their mind")
        run_due_jobs()
    assert Kickoff.objects.get().state == "cancelled"


def test_one_that_was_planned_by_hand_before_is_taken(cast, acme, on):
    with on():
        mine = Kickoff.begin(acme, cast.by, title="My own")
        begun = start(cast.acting(cast.olivia), Playbook.make(cast.north, cast.by, "A good start", STEPS), cast.acme, cast.jo)
        go_on_with_playbooks()
    assert Kickoff.objects.get() == mine
    assert step_of(begun).thing == mine.pk


def test_today_tells_of_the_kickoff_and_not_of_its_step_too(cast, run, on):
    assert not PlaybookStep.objects.needing_us().filter(kind="kickoff").exists()
    assert PlaybookStep.objects.filter(kind="kickoff", state="open").exists()


def test_ready_made_playbooks_hold_one_where_they_begin_with_a_meeting():
    kicks_off = {key for key, (_, _, steps) in READY.items() if any(step["kind"] == "kickoff" for step in steps)}
    assert kicks_off == {"design", "software", "consulting", "photography"}
