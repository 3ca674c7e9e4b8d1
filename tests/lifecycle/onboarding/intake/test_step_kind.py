"""A playbook sends an intake form when the day of its step comes, once, and goes on when the client has sent it back."""

import datetime as dt

import pytest
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.onboarding.intake.model import Intake
from clientkeep.lifecycle.onboarding.models import IntakeForm, Playbook, PlaybookRun, PlaybookStep
from clientkeep.lifecycle.onboarding.playbooks.jobs import go_on_with_playbooks
from clientkeep.lifecycle.onboarding.playbooks.starting import start
from clientkeep.relationship.portal.links import new_link
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.queue import run_due_jobs

pytestmark = pytest.mark.django_db(transaction=True)
TUESDAY = dt.datetime(2027, 3, 2, 18, tzinfo=dt.UTC)


def at(**later):
    return clock.moved(TUESDAY + dt.timedelta(**later))


@pytest.fixture
def form(cast):
    return IntakeForm.write(cast.north, cast.by, "Before we begin", "What do you sell? [text, required]\n")


@pytest.fixture
def playbook(cast, form):
    steps = [
        {"key": "form", "kind": "form", "side": "client", "title": "Tell us about you", "days": 0, "choice": str(form.pk)},
        {"key": "sketch", "kind": "task", "side": "us", "title": "Sketch", "days": 0, "after": "form"},
    ]
    with at():
        return Playbook.make(cast.north, cast.by, "A good start", steps)


def begin(cast, playbook, contact=None) -> PlaybookRun:
    with at():
        run = start(cast.acting(cast.olivia), playbook, cast.acme, contact or cast.jo)
        for _ in range(20):
            go_on_with_playbooks()
        run_due_jobs()
    return run


def states(run) -> dict[str, str]:
    return dict(PlaybookStep.objects.filter(run=run).values_list("key", "state"))


def test_it_is_sent_once_and_done_when_it_comes_back(cast, playbook, client):
    run = begin(cast, playbook)
    found = Intake.objects.get()
    assert Letter.objects.filter(purpose="intake").count() == 1
    assert states(run) == {"form": "open", "sketch": "planned"}
    with at(hours=1):
        client.post(new_link(cast.acme, cast.jo))
        mine = PlaybookStep.objects.select_related("run").get(run=run, key="form")
        assert mine.of_kind.portal_page(mine) == reverse("intake:mine", args=[found.pk])
        assert not found.submit(cast.by, {found.asked[0].key: "Bread"}, found.version)
        run_due_jobs()
        go_on_with_playbooks()
    assert states(run) == {"form": "done", "sketch": "open"}


def test_where_nobody_was_chosen_it_goes_to_whom_one_writes_to(cast, playbook):
    with at():
        run = start(cast.acting(cast.olivia), playbook, cast.acme)
        go_on_with_playbooks()
    assert (Intake.objects.get().contact, states(run)["form"]) == (cast.jo, "open")


def test_a_form_that_is_taken_back_is_left_out_and_the_rest_goes_on(cast, playbook):
    run = begin(cast, playbook)
    with at(hours=1):
        Intake.objects.get().withdraw(cast.by)
        run_due_jobs()
        go_on_with_playbooks()
    assert states(run) == {"form": "skipped", "sketch": "open"}


def test_stopping_the_run_takes_the_form_back(cast, playbook):
    run = begin(cast, playbook)
    with at(hours=1):
        run.stop(cast.by, "They changed their mind")
        run_due_jobs()
    assert Intake.objects.get().state == "withdrawn"


def test_it_waits_in_words_where_it_cannot_be_sent(cast, playbook):
    cast.jo.email = ""
    cast.jo.save()
    run = begin(cast, playbook)
    step = PlaybookStep.objects.get(run=run, key="form")
    assert not Intake.objects.exists()
    assert "e-mail address" in step.held
    cast.jo.email = "jo@acme.example"
    cast.jo.save()
    with at(days=2):
        go_on_with_playbooks()
    assert Intake.objects.count() == 1


def test_a_step_names_one_of_the_firms_forms(cast, form):
    step = {"key": "form", "kind": "form", "side": "client", "title": "Tell us about you", "days": 0}
    foreign = IntakeForm.write(cast.south, cast.acting(cast.sid).actor, "Theirs", "What? [text]\n")
    for wrong in ("", "x", str(foreign.pk)):
        with pytest.raises(Invalid):
            Playbook.make(cast.north, cast.by, "A good start", [{**step, "choice": wrong}])
