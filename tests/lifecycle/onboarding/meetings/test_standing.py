"""A meeting step waits until a meeting is booked, names it, moves and waits again with it, and is done once it is over."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.onboarding.meetings.jobs import settle_meetings_of_playbooks
from clientkeep.lifecycle.onboarding.meetings.sending import still_wanted
from clientkeep.lifecycle.onboarding.meetings.standing import settle, tie
from clientkeep.lifecycle.onboarding.models import Kickoff, Playbook, PlaybookStep
from clientkeep.lifecycle.onboarding.playbooks.jobs import go_on_with_playbooks
from clientkeep.lifecycle.onboarding.playbooks.starting import start
from clientkeep.lifecycle.onboarding.playbooks.telling import told_step
from clientkeep.lifecycle.sales.models import Booking
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.queue import run_due_jobs

from .conftest import FIRST, book, meeting, offer, step_of

pytestmark = pytest.mark.django_db(transaction=True)
WAITS = "a time for “First call”"
STANDS = "the meeting on Wed 4 Mar 2026, 09:00 (America/Los Angeles) with Olivia North"
HOUR = dt.timedelta(hours=1)


def test_the_client_is_asked_once(cast, kind, begin):
    step = step_of(begin())
    assert (step.state, step.held, step.thing) == ("open", WAITS, None)
    assert told_step(step, [step])["label"] == "With the client"
    letter = Letter.objects.get(purpose="meeting_step")
    assert letter.to_email == "jo@acme.example"
    assert "30 minutes with Olivia North" in letter.text and "Goals and dates." in letter.text


def test_a_booking_stands_moves_and_is_over(cast, kind, begin):
    run = begin()
    booking = book(kind)
    step = step_of(run)
    assert (step.state, step.held, step.thing) == ("open", STANDS, booking.pk)
    assert told_step(step, [step])["label"] == "Booked"
    booking.move(FIRST + HOUR, cast.by)
    run_due_jobs()
    assert "10:00" in step_of(run).held
    with clock.moved(booking.ends_at - HOUR / 60):
        settle_meetings_of_playbooks()
    assert step_of(run).state == "open"
    with clock.moved(booking.ends_at + HOUR):
        for _ in range(20):
            settle_meetings_of_playbooks()
        assert (step_of(run).state, step_of(run, "sketch").due_on) == ("done", dt.date(2026, 3, 4))
        assert Event.objects.filter(slug="playbook.step_done").count() == 1
        booking.mark_missed(cast.by)
        run_due_jobs()
    assert step_of(run).state == "done"


@pytest.mark.parametrize("how", ["cancelled", "missed"])
def test_it_waits_again_where_the_meeting_stands_no_more(cast, kind, begin, how):
    run = begin()
    booking = book(kind)
    if how == "cancelled":
        booking.cancel(cast.by, "Ill")
    else:
        with clock.moved(booking.starts_at + dt.timedelta(minutes=10)):
            booking.mark_missed(cast.by)
            run_due_jobs()
    run_due_jobs()
    step = step_of(run)
    assert (step.state, step.thing) == ("open", None)
    assert step.held.startswith(f"{WAITS}: ") and "Wed 4 Mar" in step.held
    again = book(kind, FIRST + dt.timedelta(days=1))
    assert step_of(run).thing == again.pk
    with clock.moved(again.ends_at):
        settle_meetings_of_playbooks()
    assert step_of(run).state == "done"


def test_a_miss_that_is_taken_back_counts(cast, kind, begin):
    run = begin()
    booking = book(kind)
    with clock.moved(booking.starts_at + dt.timedelta(minutes=10)):
        booking.mark_missed(cast.by)
        run_due_jobs()
        booking.take_miss_back(cast.by)
        run_due_jobs()
        assert step_of(run).thing == booking.pk
    with clock.moved(booking.ends_at):
        settle_meetings_of_playbooks()
    assert step_of(run).state == "done"


def test_what_nobody_heard_is_followed_by_the_sweep(cast, kind, begin):
    run = begin()
    booking = book(kind)
    Booking.objects.filter(pk=booking.pk).update(state="cancelled")
    settle_meetings_of_playbooks()
    assert (step_of(run).thing, step_of(run).held) == (None, WAITS)


def test_one_booking_is_of_one_step_alone(cast, kind, begin):
    first, second = begin(), begin()
    booking = book(kind)
    for _ in range(3):
        for run in (second, first):
            settle(step_of(run))
    assert [step_of(run).thing for run in (first, second)] == [booking.pk, None]
    other = book(kind, FIRST + HOUR)
    assert [step_of(run).thing for run in (first, second)] == [booking.pk, other.pk]


def test_another_kind_and_another_client_count_for_nothing(cast, kind, begin):
    run = begin()
    book(offer(cast, "Review"))
    book(kind, FIRST + HOUR, email="ben@bloom.example")
    assert step_of(run).thing is None


def test_what_was_booked_before_its_day_is_taken_and_nobody_is_asked(cast, kind, begin):
    booking = book(kind)
    run = begin()
    assert (step_of(run).thing, step_of(run).held) == (booking.pk, STANDS)
    assert not Letter.objects.filter(purpose="meeting_step").exists()


def test_a_kickoff_that_waits_for_this_kind_comes_first(cast, kind, begin):
    run = begin()
    acme = Client.objects.select_related("workspace", "owner__user").get(pk=cast.acme.pk)
    kickoff = Kickoff.begin(acme, cast.by, meeting_type=kind, contacts=[cast.jo])
    booking = book(kind)
    kickoff.refresh_from_db()
    assert (kickoff.booking_id, step_of(run).thing) == (booking.pk, None)


def test_a_letter_that_has_not_left_stays_once_it_is_booked(cast, kind, begin):
    begin()
    letter = Letter.objects.get(purpose="meeting_step")
    assert still_wanted(letter) == ""
    book(kind)
    assert "booked" in still_wanted(letter)


def test_it_is_held_without_a_booking_or_skipped(cast, kind, begin):
    run, other = begin(), begin()
    step_of(run).do(cast.by)
    assert step_of(run).state == "done"
    step_of(other).skip(cast.by, "We know each other")
    booking = book(kind)
    assert {step_of(each).thing for each in (run, other)} == {None}
    assert Booking.objects.get(pk=booking.pk).state == "booked"


def test_a_blocked_step_keeps_its_words_and_follows_all_the_same(cast, kind, begin):
    run = begin()
    step_of(run).block(cast.by, "The contract")
    booking = book(kind)
    assert (step_of(run).held, step_of(run).thing) == ("The contract", booking.pk)
    step_of(run).unblock(cast.by)
    settle(step_of(run))
    assert step_of(run).held == STANDS


def test_a_step_without_a_kind_is_agreed_by_hand_as_before(cast, kind, begin):
    run = begin(meeting(kind, side="us", choice=""))
    book(kind)
    step = step_of(run)
    assert (step.state, step.held, step.thing) == ("open", "", None)
    with pytest.raises(Conflict):
        tie(step, Booking.objects.get())


def test_the_client_needs_something_to_book(cast, kind):
    with pytest.raises(Invalid):
        Playbook.make(cast.north, cast.by, "Wrong", [meeting(kind, choice="")])


def test_what_cannot_be_booked_says_so_and_is_tried_again(cast, kind):
    playbook = Playbook.make(cast.north, cast.by, "Later", [meeting(kind)])
    kind.switch(False, cast.by)
    run = start(cast.acting(cast.olivia), playbook, cast.acme, cast.jo)
    assert (step_of(run).state, "cannot be booked" in step_of(run).held) == ("planned", True)
    kind.switch(True, cast.by)
    with clock.moved(clock.now() + HOUR):
        go_on_with_playbooks()
    assert step_of(run).state == "open"


def test_a_run_keeps_its_meeting_when_the_playbook_changes(cast, kind, begin):
    run = begin()
    run.playbook.keep_steps(cast.by, [meeting(offer(cast, "Review"))], None)
    booking = book(kind)
    assert step_of(run).thing == booking.pk


def test_a_stopped_run_follows_nothing(cast, kind, begin):
    run = begin()
    run.stop(cast.by, "They left")
    book(kind)
    assert PlaybookStep.objects.filter(thing=None, run=run).count() == 2
