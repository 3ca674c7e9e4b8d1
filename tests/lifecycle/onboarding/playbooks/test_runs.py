"""A run goes step by step, writes nothing twice, and says what it waits for."""

import datetime as dt

import pytest
from django.db import transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.onboarding.models import Playbook, PlaybookRun, PlaybookStep
from clientkeep.lifecycle.onboarding.playbooks.going_on import blocked_words
from clientkeep.lifecycle.onboarding.playbooks.jobs import go_on_with_playbooks, settle_letters_of_playbooks
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.events import LetterSent
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.queue import run_due_jobs

from .conftest import agreed, asked, letter, states, step_of, task


def leave() -> None:
    """All letters leave now, as the mail server would say."""
    for each in Letter.objects.filter(state="held"):
        with transaction.atomic():
            Letter.objects.filter(pk=each.pk).update(state="sending")
            each.move("sent", LetterSent)
    run_due_jobs()


@pytest.mark.django_db(transaction=True)
def test_a_playbook_runs_through(cast, on, playbook, begin):
    with on():
        run = begin(playbook)
        assert states(run) == {"hello": "waiting", "logo": "open", "sketch": "planned", "terms": "open"}
        step_of(run, "hello").approve(cast.acting(cast.adam), text="Hello {contact},\n\nwelcome from Adam.")
        assert states(run)["hello"] == "outbox"
        leave()
        assert states(run)["hello"] == "done"
        sketch = step_of(run, "sketch")
        assert (sketch.due_on, blocked_words(sketch, list(run.steps.all()))) == (None, "“Send the logo”")
    with on(days=3):  # Friday
        step_of(run, "logo").do(Actor("contact", cast.jo.pk, "Jo March"))
        assert step_of(run, "sketch").due_on == dt.date(2027, 3, 9)
        terms = step_of(run, "terms")
        terms.acknowledge(Actor("contact", cast.jo.pk, "Jo March"), terms.fingerprint)
        go_on_with_playbooks()
        assert states(run)["sketch"] == "planned"
    with on(days=7):
        go_on_with_playbooks()
        assert states(run)["sketch"] == "open"
        step_of(run, "sketch").do(cast.by)
    run.refresh_from_db()
    assert (run.state, set(states(run).values())) == ("finished", {"done"})
    assert "welcome from Adam" in Letter.objects.get().text


def test_many_sweeps_write_one_letter(cast, on, begin):
    with on():
        run = begin(Playbook.make(cast.north, cast.by, "Plain", [letter(days=1, automatic=True), task("t", days=1)]))
        assert not Letter.objects.exists()
    with on(days=1):
        for _ in range(200):
            go_on_with_playbooks()
            settle_letters_of_playbooks()
        assert states(run) == {"hello": "outbox", "t": "open"}
        assert Letter.objects.count() == 1


def test_a_letter_that_nobody_can_get_says_so_and_goes_once_somebody_can(cast, on, begin):
    cast.acme.contacts.update(email="")
    type(cast.acme).objects.filter(pk=cast.acme.pk).update(email="")
    with on():
        run = begin(Playbook.make(cast.north, cast.by, "Plain", [letter(automatic=True)]))
        held = step_of(run, "hello")
        assert (held.state, "has an e-mail address" in held.held) == ("planned", True)
    cast.acme.contacts.update(email="jo@acme.example")
    with on(hours=1):
        go_on_with_playbooks()
        assert states(run) == {"hello": "outbox"}


def test_a_letter_that_was_dropped_waits_to_be_read_again(cast, on, begin):
    with on():
        run = begin(Playbook.make(cast.north, cast.by, "Plain", [letter(automatic=True)]))
        Letter.objects.get().drop(cast.by)
        settle_letters_of_playbooks()
        assert states(run) == {"hello": "waiting"}
        step_of(run, "hello").approve(cast.acting(cast.olivia))
        assert Letter.objects.filter(state="held").count() == 1 and Letter.objects.count() == 2


def test_conditions_choose_between_steps(cast, on, begin):
    steps = [
        task("ask"), task("yes", only={"step": "ask", "is": "done"}), task("no", only={"step": "ask", "is": "skipped"}),
        task("abroad", only={"field": "country", "is": "xx"}), task("then", after="abroad"),
    ]  # fmt: skip
    with on():
        run = begin(Playbook.make(cast.north, cast.by, "Choice", steps))
        assert states(run) == {"ask": "open", "yes": "planned", "no": "planned", "abroad": "left_out", "then": "open"}
        step_of(run, "ask").skip(cast.by, "Known from last year")
        assert states(run) == {"ask": "skipped", "yes": "left_out", "no": "open", "abroad": "left_out", "then": "open"}
    assert Event.objects.get(slug="playbook.step_skipped").payload["because"] == "Known from last year"


def test_a_step_is_blocked_in_words_and_goes_on(cast, on, begin):
    with on():
        run = begin(Playbook.make(cast.north, cast.by, "Plain", [task("t", "Print")]))
        step = step_of(run, "t")
        step.block(cast.by, "the printer’s proof")
        step.block(cast.by, "the printer’s proof")
        assert (step_of(run, "t").state, blocked_words(step_of(run, "t"), list(run.steps.all()))) == ("blocked", "the printer’s proof")
        assert Event.objects.filter(slug="playbook.step_blocked").count() == 1
        step.unblock(cast.by)
        assert (step_of(run, "t").state, step_of(run, "t").held) == ("open", "")


def test_what_has_ended_is_not_done_again(cast, on, playbook, begin):
    with on():
        run = begin(playbook)
        with pytest.raises(Invalid, match="Say why it is skipped"):
            step_of(run, "logo").skip(cast.by, "  ")
        step_of(run, "logo").do(cast.by)
        with pytest.raises(Conflict, match="dealt with"):
            step_of(run, "logo").do(cast.by)
        with pytest.raises(Conflict, match="Read it again"):
            step_of(run, "terms").acknowledge(cast.by, "0" * 64)
        with pytest.raises(Conflict, match="own page"):
            step_of(run, "hello").do(cast.by)


def test_a_stopped_run_lets_nothing_leave(cast, on, begin):
    with on():
        run = begin(Playbook.make(cast.north, cast.by, "Plain", [letter(automatic=True), asked("logo"), agreed()]))
        run.stop(cast.by, "They chose another firm")
        run.stop(cast.by, "They chose another firm")
        assert Letter.objects.get().state == "dropped"
        with pytest.raises(Conflict, match="They chose another firm"):
            step_of(run, "logo").do(cast.by)
    assert Event.objects.filter(slug="playbook.stopped").count() == 1


def test_changing_a_playbook_changes_no_run(cast, on, playbook, begin):
    with on():
        run = begin(playbook)
        playbook.keep_steps(cast.by, [task("other", "Something else")])
        assert list(states(run)) == ["hello", "logo", "sketch", "terms"]
        assert [step["key"] for step in Playbook.objects.get(pk=playbook.pk).steps] == ["other"]


def test_one_broken_run_does_not_hold_up_the_others(cast, on, begin):
    with on():
        first = begin(Playbook.make(cast.north, cast.by, "First", [task("t", days=1)]))
        second = begin(Playbook.make(cast.north, cast.by, "Second", [task("t", days=1)]))
    PlaybookStep.objects.filter(run=first).update(only={"field": "tier"})
    with on(days=1):
        go_on_with_playbooks()
        assert (states(first), states(second)) == ({"t": "planned"}, {"t": "open"})
        assert PlaybookRun.objects.running().count() == 2
