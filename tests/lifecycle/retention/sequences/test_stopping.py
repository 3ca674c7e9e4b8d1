"""News of the client ends a run, says why, and nothing leaves once it is known."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import connection

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.lifecycle.retention.cases.model import Case
from clientkeep.lifecycle.retention.models import Sequence, SequenceRun
from clientkeep.lifecycle.retention.sequences import jobs, outgoing
from clientkeep.lifecycle.retention.sequences.jobs import go_on_with_sequences
from clientkeep.lifecycle.retention.sequences.starting import start
from clientkeep.lifecycle.sales.booking.booker import Booker
from clientkeep.lifecycle.sales.models import Booking, MeetingType
from clientkeep.relationship.conversations.models import LogEntry, Message, Thread
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.handover import hand_over
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.queue import run_due_jobs

from .conftest import letter, states, task


def writes(cast, contact=None, automatic: bool = False, at: dt.datetime | None = None, client=None) -> Message:
    contact = contact or cast.jo
    by = Actor("contact", contact.pk, str(contact))
    thread = Thread.begin(client or cast.acme, "Your letter")
    return Message.receive(thread, by, text="Thank you, yes.", channel="mail", contact=contact, automatic=automatic, at=at)


def talks(cast) -> None:
    LogEntry.write(cast.acme, "call", "They want it", cast.by)


def books(cast) -> None:
    kind = MeetingType.make(cast.olivia, cast.by, name="A first talk", minutes=30, place_kind="place", place="Here")
    Booking.make(kind, clock.now().replace(minute=0, second=0) + dt.timedelta(days=3), Booker.of(kind, "Jo March", "jo@acme.example", "UTC", "", []))


def pays(cast) -> None:
    Payment.book(cast.acme, Money(24_000, "USD"), "bank_transfer", cast.by)


def accepts(cast) -> None:
    cast.document("quote").accept(Actor("contact", cast.jo.pk, "Jo March"))


def declines(cast) -> None:
    cast.document("quote").decline(Actor("contact", cast.jo.pk, "Jo March"), "too dear")


def opts_out(cast) -> None:
    cast.jo.change(Actor("contact", cast.jo.pk, "Jo March"), no_mailings=True)


def bounces(cast) -> None:
    Letter.objects.update(state="sent")
    Letter.objects.get().came_back("no such mailbox")


NEWS = [
    (writes, "reply", "Jo March replied"),
    (talks, "talk", "you spoke with"),
    (books, "booking", "Jo March booked “A first talk”"),
    (pays, "payment", "was paid"),
    (accepts, "accepted", "Jo March accepted quote"),
    (declines, "declined", "Jo March declined quote"),
    (opts_out, "opt_out", "Jo March wants no mailings"),
    (lambda cast: cast.acme.archive(cast.by), "archived", "Acme Studio was archived"),
    (lambda cast: cast.jo.remove(cast.by), "contact", "Jo March is not on record any more"),
    (lambda cast: cast.jo.change(cast.by, email=""), "contact", "Jo March has no e-mail address any more"),
    (bounces, "bounced", "came back"),
]  # fmt: skip


@pytest.fixture
def under_way(cast, at, begin) -> SequenceRun:
    """A run whose first letter lies in the outbox."""
    with at():
        run = begin(Sequence.make(cast.north, cast.by, "Quiet quote", [letter(1), letter(1)]))
    with at(days=1):
        go_on_with_sequences()
    return run


@pytest.mark.parametrize(("news", "reason", "words"), NEWS)
def test_news_ends_the_run(cast, at, under_way, news, reason, words):
    with at(days=1, hours=1):
        news(cast)
        run_due_jobs()
    under_way.refresh_from_db()
    assert (under_way.state, under_way.reason) == ("stopped", reason) and words in under_way.because
    assert Letter.objects.filter(purpose="sequence").get().state == ("bounced" if reason == "bounced" else "dropped")
    stopped = Event.objects.get(slug="sequence.stopped")
    assert words in stopped.sentence
    cause = Event.objects.filter(pk=under_way.cause).first()
    assert reason in ("opt_out",) or cause is not None or "no e-mail" in words
    with at(days=9):
        go_on_with_sequences()
    assert Letter.objects.filter(purpose="sequence").count() == 1


@pytest.mark.parametrize(
    "no_news",
    [
        lambda cast: writes(cast, automatic=True),
        lambda cast: writes(cast, cast.ben, client=cast.bloom),
        lambda cast: writes(cast, at=dt.datetime(2027, 1, 2, tzinfo=dt.UTC)),
        lambda cast: cast.sam.remove(cast.by),
        lambda cast: cast.sam.change(cast.by, no_mailings=True),
        lambda cast: cast.jo.change(cast.by, title="Head of design"),
        lambda cast: LogEntry.write(cast.acme, "note", "Remember their birthday", cast.by),
        lambda cast: cast.document("quote"),
    ],
)
def test_other_things_do_not(cast, at, under_way, no_news):
    with at(days=1, hours=1):
        no_news(cast)
        run_due_jobs()
    under_way.refresh_from_db()
    assert under_way.state == "running"


def test_a_letter_is_not_approved_once_she_replied(cast, at, begin):
    with at():
        run = begin(Sequence.make(cast.north, cast.by, "Read first", [letter(1, False)]))
    with at(days=1):
        go_on_with_sequences()
        writes(cast)
        with pytest.raises(Conflict, match="Jo March replied: the sequence stops"):
            run.steps.get().approve(cast.acting(cast.olivia))
    assert not Letter.objects.exists()


def test_the_sweep_writes_nothing_once_she_replied(cast, at, begin):
    with at():
        run = begin(Sequence.make(cast.north, cast.by, "By itself", [letter(1)]))
    with at(days=1):
        writes(cast)
        go_on_with_sequences()  # the listener has not run
    run.refresh_from_db()
    assert run.state == "stopped" and run.because == "Jo March replied" and not Letter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_reply_just_before_the_hand_over_keeps_the_letter_here(cast, at, box, under_way):
    """The letter is ready and the server is being talked to; the reply is committed; no listener has run."""
    with at(days=1, hours=1):
        writes(cast)
        hand_over(Letter.objects.get(purpose="sequence").pk)
        assert box.letters == [] and Letter.objects.get(purpose="sequence").state == "dropped"
        run_due_jobs()
    under_way.refresh_from_db()
    assert under_way.state == "stopped" and states(under_way)[0] == "outbox"
    assert Message.objects.filter(direction="out", withdrawn_at=None).count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_case_just_before_the_hand_over_lets_the_step_come_again(cast, at, box, under_way):
    with at(days=1, hours=1):
        case = Case.begin(cast.acme, "a late proof", cast.by)
        hand_over(Letter.objects.get(purpose="sequence").pk)
        run_due_jobs()
        assert states(under_way)[0] == "planned" and "case" in under_way.steps.get(position=1).held and box.letters == []
        Case.objects.filter(pk=case.pk).update(state="resolved")
    with at(days=1, hours=2):
        go_on_with_sequences()
        run_due_jobs()
    assert len(box.letters) == 1 and states(under_way)[0] == "sent"
    assert b"/p/mailings/" in box.letters[0].content or b"List-Unsubscribe" in box.letters[0].content


@pytest.mark.django_db(transaction=True)
def test_a_dropped_letter_that_is_taken_back_does_not_leave_beside_its_successor(cast, at, box, under_way):
    with at(days=1, hours=1):
        under_way.pause(cast.by)
        dropped = Letter.objects.get(purpose="sequence")
        dropped.take_back(cast.by)
        dropped.release(cast.by)
        hand_over(dropped.pk)
    assert box.letters == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("guarded", [True, False])
def test_eight_sweeps_at_once_write_once(cast, at, monkeypatch, guarded):
    """With its locks and keys a step is written once; the control without them writes again."""
    with at():
        run = start(cast.acting(cast.olivia), Sequence.make(cast.north, cast.by, "By itself", [letter(1)]), cast.jo)
    if not guarded:
        monkeypatch.setattr(jobs, "_is_due", lambda step: True)
        monkeypatch.setattr(outgoing, "_identity", lambda step: uuid.uuid4())
        monkeypatch.setattr(jobs.STATES, "check", lambda *_: None)
    step, together = run.steps.get(), threading.Barrier(8)

    def sweep():
        try:
            with at(days=1):
                together.wait(timeout=30)
                jobs._open(step.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=sweep) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert states(run) == ["outbox"]
    assert (Letter.objects.count() == 1) is guarded


def test_killed_between_letter_and_step_it_is_written_once(cast, at, monkeypatch, begin):
    """The letter and the step's state are one transaction: a fault between them leaves neither."""
    with at():
        run = begin(Sequence.make(cast.north, cast.by, "By itself", [letter(1), task(1)]))
    monkeypatch.setattr(jobs, "_put_off", lambda pk, problem: None)
    with at(days=1):
        with pytest.MonkeyPatch.context() as broken:
            broken.setattr("clientkeep.lifecycle.retention.sequences.step.SequenceStep.save", _killed)
            go_on_with_sequences()
        assert not Letter.objects.exists() and states(run) == ["planned", "planned"]
        go_on_with_sequences()
    assert Letter.objects.count() == 1 and states(run) == ["outbox", "planned"]


def _killed(*_, **__) -> None:
    raise SystemError("killed here")
