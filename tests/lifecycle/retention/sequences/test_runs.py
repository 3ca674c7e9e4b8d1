"""A run goes step by step, sends nothing twice, and says why it waits."""

import datetime as dt
import uuid

import pytest
from django.db import transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.retention.cases.model import Case
from clientkeep.lifecycle.retention.models import Sequence, SequenceRun, SequenceStep
from clientkeep.lifecycle.retention.sequences import outgoing
from clientkeep.lifecycle.retention.sequences.jobs import go_on_with_sequences
from clientkeep.relationship.conversations.models import Message, Thread
from clientkeep.workspace.hours.models import Absence
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.events import LetterSent
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.queue import run_due_jobs

from .conftest import letter, states, task


def leave() -> None:
    """All letters leave now, as the mail server would say."""
    for each in Letter.objects.filter(state="held"):
        with transaction.atomic():
            Letter.objects.filter(pk=each.pk).update(state="sending")
            each.move("sent", LetterSent)
    run_due_jobs()


@pytest.mark.django_db(transaction=True)
def test_a_sequence_runs_through(cast, at, sequence, begin):
    with at():
        run = begin(sequence)
        go_on_with_sequences()
        assert states(run) == ["planned", "planned", "planned"] and not Letter.objects.exists()
    with at(days=1, hours=-2):  # ten in the morning in Portland, on the next working day
        go_on_with_sequences()
        assert states(run) == ["outbox", "planned", "planned"]
        assert Letter.objects.get().purpose == "sequence"
        leave()
        assert states(run) == ["sent", "planned", "planned"]
        assert run.steps.get(position=2).due_on == dt.date(2027, 3, 5)
    with at(days=2):
        go_on_with_sequences()
        assert states(run)[1] == "planned"
    with at(days=3):
        go_on_with_sequences()
        assert states(run)[1] == "open"
        run.steps.get(position=2).do(cast.by)
        assert run.steps.get(position=3).due_on == dt.date(2027, 3, 8)
    with at(days=6):
        go_on_with_sequences()
        assert states(run)[2] == "waiting" and Letter.objects.count() == 1
        waiting = SequenceStep.objects.visible_to(cast.acting(cast.olivia)).waiting().get()
        waiting.approve(cast.acting(cast.adam), text="Hello {contact},\n\na word from Adam.")
        leave()
    assert states(run) == ["sent", "done", "sent"]
    run.refresh_from_db()
    assert run.state == "finished"
    second = Letter.objects.order_by("created_at").last()
    assert "Hello Jo," in second.text and "a word from Adam" in second.text and second.from_name.startswith("Adam Reed")
    assert Thread.objects.count() == 1 and Message.objects.count() == 2
    assert list(Event.objects.filter(slug__startswith="sequence.").order_by("seq").values_list("slug", flat=True)) == [
        "sequence.changed", "sequence.started", "sequence.task_done", "sequence.finished",
    ]  # fmt: skip


def test_a_thousand_sweeps_write_once(cast, at, begin):
    with at():
        runs = [begin(Sequence.make(cast.north, cast.by, "By itself", [letter(1)]), contact) for contact in (cast.jo, cast.ben)]
    with at(days=1):
        for _ in range(1_000):
            go_on_with_sequences()
    assert [states(run) for run in runs] == [["outbox"], ["outbox"]]
    assert Letter.objects.count() == Message.objects.count() == 2


def test_a_client_is_in_one_run_at_most(cast, at, sequence, begin):
    with at():
        begin(sequence)
        with pytest.raises(Conflict, match="runs for Acme Studio already"):
            begin(sequence, cast.sam)
        begin(sequence, cast.ben)
    assert SequenceRun.objects.count() == 2


def test_the_same_form_starts_once(cast, at, sequence, begin):
    identity = uuid.UUID("01890a5d-ac96-774b-bcce-b302099a8057")
    with at():
        assert begin(sequence, id=identity) == begin(sequence, id=identity)
    assert SequenceRun.objects.count() == 1


def test_changing_a_sequence_changes_no_run(cast, at, sequence, begin):
    with at():
        run = begin(sequence)
        sequence.keep_steps(cast.by, [task(5, "Something else")])
        sequence.rename(cast.by, "Another")
    assert [step.kind for step in run.steps.order_by("position")] == ["letter", "task", "letter"]
    assert SequenceRun.objects.get().name == "Quiet quote"


def test_who_changes_a_sequence_that_was_changed_is_told(cast, sequence):
    seen = sequence.version
    sequence.rename(cast.by, "First", seen)
    with pytest.raises(Conflict, match="meanwhile"):
        sequence.keep_steps(cast.by, [], seen)
    assert len(Sequence.objects.get().steps) == 3


@pytest.mark.parametrize(
    ("step", "field"),
    [
        ({**letter(), "days": -1}, "days"), ({**letter(), "days": True}, "days"), ({**letter(), "days": "1"}, "days"),
        ({**letter(), "hour": 3}, "hour"), ({**task(), "what": " "}, "what"), ({**letter(), "words": {}}, "text"),
        ({**letter(), "words": {"": {"subject": "A", "text": "{secret}"}}}, "text"), ({"kind": "visit"}, "kind"),
        ({**letter(), "words": {"": {"subject": "A\nBcc: x", "text": "B"}}}, "subject"), ({**letter(), "words": ["x"]}, "text"),
        (letter(klingonisch="x"), "language"),
    ],
)  # fmt: skip
def test_steps_that_cannot_be_are_refused(cast, step, field):
    with pytest.raises(Invalid) as refused:
        Sequence.make(cast.north, cast.by, "Bad", [step])
    assert refused.value.field == field and not Sequence.objects.exists()


def test_a_letter_is_written_in_the_contact_s_language(cast, at, sequence, begin):
    with at():
        cast.jo.change(cast.by, language="de-AT")
        run = begin(sequence)
    assert run.steps.get(position=3).shown.subject == "Noch da?"
    assert run.steps.get(position=1).shown.subject == "A word"


def test_nothing_goes_out_during_a_case(cast, at, begin):
    with at():
        run = begin(Sequence.make(cast.north, cast.by, "By itself", [letter(1)]))
        case = Case.begin(cast.acme, "a late proof", cast.by)
    with at(days=1):
        go_on_with_sequences()
        assert states(run) == ["planned"] and "open case" in run.steps.get().held and not Letter.objects.exists()
        Case.objects.filter(pk=case.pk).update(state="resolved")
    with at(days=1, hours=1):
        go_on_with_sequences()
        assert states(run) == ["outbox"] and run.steps.get().held == ""


def test_an_absent_owner_without_cover_sends_nothing(cast, at, begin):
    with at():
        run = begin(Sequence.make(cast.north, cast.by, "By itself", [letter(1)]))
        away = Absence.plan(cast.olivia, cast.by, dt.date(2027, 3, 3), dt.date(2027, 3, 4))
    with at(days=1):
        go_on_with_sequences()
        assert states(run) == ["planned"] and run.steps.get().held.startswith("Olivia North is away without cover")
        away.cancel(cast.by)
        Absence.plan(cast.olivia, cast.by, dt.date(2027, 3, 3), dt.date(2027, 3, 4), cover=cast.theo)
    with at(days=1, hours=1):
        go_on_with_sequences()
    assert states(run) == ["outbox"] and Letter.objects.get().from_name.startswith("Theo Hart")


def test_who_cannot_be_written_to_is_not_begun(cast, at, sequence, begin):
    with at():
        cast.jo.change(cast.by, no_mailings=True)
        with pytest.raises(Conflict, match="wants no mailings"):
            begin(sequence)
        cast.bloom.archive(cast.by)
        with pytest.raises(Conflict, match="archived"):
            begin(sequence, cast.ben)
        with pytest.raises(Invalid, match="no steps"):
            begin(Sequence.make(cast.north, cast.by, "Empty"), cast.sam)
    assert not SequenceRun.objects.exists()


def test_a_pause_takes_back_what_has_not_left(cast, at, begin):
    with at():
        run = begin(Sequence.make(cast.north, cast.by, "By itself", [letter(1), letter(1)]))
    with at(days=1):
        go_on_with_sequences()
        run.pause(cast.by)
        run.pause(cast.by)
        assert states(run) == ["planned", "planned"] and Letter.objects.get().state == "dropped"
        go_on_with_sequences()
        assert Letter.objects.count() == 1
        run.go_on(cast.by)
        go_on_with_sequences()
        assert states(run)[0] == "planned"  # its hour has passed: the next working day
    with at(days=2):
        go_on_with_sequences()
    assert states(run) == ["outbox", "planned"]
    assert sorted(Letter.objects.values_list("state", flat=True)) == ["dropped", "held"]


def test_a_step_is_skipped_and_the_next_comes(cast, at, sequence, begin):
    with at():
        run = begin(sequence)
        run.steps.get(position=1).skip(cast.by)
        assert run.steps.get(position=2).due_on == dt.date(2027, 3, 4)
        with pytest.raises(Conflict):
            run.steps.get(position=1).skip(cast.by)
        with pytest.raises(Conflict):
            run.steps.get(position=2).do(cast.by)  # it is not there to be done yet
    assert states(run) == ["skipped", "planned", "planned"]


def test_a_letter_is_changed_for_one_run_alone(cast, at, sequence, begin):
    with at():
        run, other = begin(sequence), begin(sequence, cast.ben)
        run.steps.get(position=1).edit(cast.by, "For you", "Only you, {contact}.")
        with pytest.raises(Invalid):
            run.steps.get(position=1).edit(cast.by, "For you", "{password}")
    with at(days=1):
        go_on_with_sequences()
    assert sorted(Letter.objects.values_list("subject", flat=True)) == ["A word", "For you"]
    assert states(other)[0] == "outbox"


def test_a_letter_that_a_person_dropped_is_left_out(cast, at, begin):
    with at():
        run = begin(Sequence.make(cast.north, cast.by, "By itself", [letter(1), task(1)]))
    with at(days=1):
        go_on_with_sequences()
        Letter.objects.get().drop(cast.by)
        run_due_jobs()
    assert states(run) == ["skipped", "planned"] and run.steps.get(position=2).due_on == dt.date(2027, 3, 4)


def test_one_step_that_fails_does_not_hold_the_others(cast, at, begin, monkeypatch):
    with at():
        sequence = Sequence.make(cast.north, cast.by, "By itself", [letter(1)])
        bad, good = begin(sequence), begin(sequence, cast.ben)
    written = outgoing.write_letter

    def break_for_acme(client, *args, **options):
        if client.pk == cast.acme.pk:
            raise RuntimeError("broken")
        return written(client, *args, **options)

    monkeypatch.setattr(outgoing, "write_letter", break_for_acme)
    with at(days=1):
        go_on_with_sequences()
    assert states(bad) == ["planned"] and "tried again" in bad.steps.get().held and states(good) == ["outbox"]
