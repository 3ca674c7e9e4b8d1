"""Playbooks are checked as they are written; what starts them starts them once."""

import pytest

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.agreements.models import Gate
from clientkeep.lifecycle.onboarding.models import Playbook, PlaybookRun
from clientkeep.lifecycle.onboarding.playbooks.reactions import start_at_acceptance, start_at_opening
from clientkeep.lifecycle.onboarding.playbooks.ready import READY
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.queue import run_due_jobs

from .conftest import agreed, letter, states, task


@pytest.mark.parametrize(
    ("steps", "field"),
    [
        ([task("a", after="b"), task("b")], "after"), ([task("a", only={"step": "z", "is": "done"})], "only"), ([task("a", only={"field": "shoe", "is": "9"})], "only"),
        ([task("a"), task("a")], "key"), ([task("a", days=-1)], "days"), ([task("a", days=True)], "days"), ([task("a") | {"side": "both"}], "side"),
        ([task("a") | {"kind": "dance"}], "kind"), ([task("a") | {"title": " "}], "title"), ([letter(text="")], "text"), ([letter(subject="{nobody}")], "subject"),
        ([agreed(text="")], "text"), ([task("a", owner="somebody")], "owner"), ([task(f"s{number}") for number in range(41)], "steps"),
    ],
)  # fmt: skip
def test_a_step_that_cannot_be_is_refused_with_its_field(cast, steps, field):
    with pytest.raises(Invalid) as refusal:
        Playbook.make(cast.north, cast.by, "Wrong", steps)
    assert refusal.value.field == field and not Playbook.objects.exists()


@pytest.mark.parametrize("key", READY)
def test_ours_can_be_taken_and_run_to_their_end(cast, on, begin, key):
    name, _, steps = READY[key]
    with on():
        run = begin(Playbook.make(cast.north, cast.by, name, steps))
        for _ in range(2 * len(steps)):
            for step in run.steps.filter(state__in=("planned", "waiting", "open")).select_related("run", "letter"):
                step.refresh_from_db()
                if not step.is_through:
                    step.skip(cast.by, "For the test")
        run.refresh_from_db()
    assert run.state == "finished"


def test_who_was_slower_is_told(cast, playbook):
    playbook.describe(cast.by, "Design", "", version=1)
    with pytest.raises(Conflict, match="Somebody changed"):
        playbook.keep_steps(cast.by, [task("a")], version=1)


def test_by_hand_it_runs_once_at_a_time(cast, playbook, begin):
    run = begin(playbook)
    assert begin(playbook, id=run.pk) == run
    with pytest.raises(Conflict, match="runs for Acme"):
        begin(playbook)
    playbook.put_away(cast.by)
    run.stop(cast.by, "Enough")
    with pytest.raises(Invalid, match="put away"):
        begin(playbook)


def test_an_accepted_quote_starts_what_begins_with_it_once(cast, on):
    with on():
        Playbook.make(cast.north, cast.by, "All", [task("a")], "document.accepted")
        Playbook.make(cast.north, cast.by, "Only boats", [task("a")], "document.accepted", "Boat")
        Playbook.make(cast.north, cast.by, "Later", [task("a")], "gate.opened")
        quote = cast.document("quote", deposit_percent="50")
        quote.accept(cast.by, "Jo March")
        run_due_jobs()
        for _ in range(3):
            start_at_acceptance(Event.objects.get(slug="document.accepted"))
        run = PlaybookRun.objects.get()
        assert (run.name, run.document, states(run)) == ("All", quote, {"a": "open"})
        assert "was accepted" in Event.objects.get(slug="playbook.started").payload["because"]


@pytest.mark.parametrize("way", ["held", "overridden"])
def test_work_that_may_start_starts_its_playbook_once(cast, way):
    Playbook.make(cast.north, cast.by, "Start", [task("a")], "gate.opened")
    quote = cast.document("quote", deposit_percent="50")
    quote.accept(cast.by, "Jo March")
    run_due_jobs()
    assert not PlaybookRun.objects.exists()
    gate = Gate.objects.get(document=quote)
    gate.hold("deposit", cast.by, "INV-1") if way == "held" else gate.override(cast.by, "They are old friends", cast.olivia)
    run_due_jobs()
    for event in Event.objects.filter(slug__startswith="gate.o"):
        start_at_opening(event)
    assert PlaybookRun.objects.get().document == quote
