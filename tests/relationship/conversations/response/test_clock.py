"""The response clock on record: what starts it, what stops it, who is warned, and what moves what is due."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.relationship.conversations.models import (
    LogEntry,
    Message,
    ResponsePromise,
    ResponseWarning,
    Thread,
    Wait,
)
from clientkeep.relationship.conversations.response import acts
from clientkeep.relationship.conversations.response.jobs import find_what_was_missed, watch_the_clock
from clientkeep.relationship.conversations.response.keeping import keep_all
from clientkeep.relationship.conversations.response.model import due_of
from clientkeep.relationship.conversations.response.rules import Pledge
from clientkeep.relationship.documents.events import QuestionAsked
from clientkeep.workspace.hours.models import Absence, WorkingHours
from clientkeep.workspace.journal import record
from clientkeep.workspace.journal.jobs import dispatch_event, dispatch_what_is_due
from clientkeep.workspace.journal.models import Dispatch, Event
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.queue import run_due_jobs

PACIFIC = ZoneInfo("America/Los_Angeles")
FRIDAY_NIGHT = dt.datetime(2026, 3, 6, 21, 30, tzinfo=PACIFIC)
MONDAY = dt.datetime(2026, 3, 9, 8, tzinfo=PACIFIC)
WEEK = ["9:00-13:00, 14:00-18:00"] * 5 + ["", ""]


@pytest.fixture(autouse=True)
def _hours(cast):
    with clock.moved(FRIDAY_NIGHT - dt.timedelta(days=30)):
        WorkingHours.keep(cast.north, None, cast.by, WEEK, country="US")
        ResponsePromise.make(cast.north, cast.by, Pledge(2, "hours"))
    cast.acme.give_to(cast.mia, cast.by)
    run_due_jobs()


@pytest.fixture
def thread(cast):
    return Thread.begin(cast.acme, "The booking page")


def moved(at):
    return clock.moved(at)


def receive(thread, at, **more):
    with moved(max(at, more.pop("fetched", at))):
        made = Message.receive(thread, Actor("contact", None, "Jo March"), text="Hello?", channel="mail", at=at, **more)
        run_due_jobs()
    return made


def write(thread, cast, at, by=None):
    with moved(at):
        made = Message.write(thread, cast.acting(by or cast.mia).actor, text="Here you are", channel="mail", at=at)
        run_due_jobs()
    return made


def at(day, hour, minute=0):
    return dt.datetime(2026, 3, day, hour, minute, tzinfo=PACIFIC)


def test_a_mail_of_friday_night_is_due_on_monday_at_eleven(cast, thread):
    receive(thread, FRIDAY_NIGHT)
    wait = Wait.objects.get()
    assert (wait.side, wait.since, wait.due_at, wait.promise) == ("us", FRIDAY_NIGHT, at(9, 11), "within 2 working hours")
    with moved(MONDAY):
        assert wait.by_words == "11:00"
    assert due_of([thread]) == {thread.pk: at(9, 11)}


def test_an_answer_stops_the_clock_and_says_who_gave_it(cast, thread):
    receive(thread, FRIDAY_NIGHT)
    write(thread, cast, at(9, 10), by=cast.theo)
    wait = Wait.objects.get(side="us")
    assert (wait.closed_at, wait.how, wait.closed_by, wait.answered_by) == (at(9, 10), "answered", "Theo Hart", cast.theo.pk)
    assert (wait.seconds, wait.is_late) == (3600, False)
    assert Wait.objects.get(side="them").is_open
    assert due_of([thread]) == {}


def test_several_messages_run_from_the_first(cast, thread):
    for hour in (9, 10, 11):
        receive(thread, at(9, hour))
    assert Wait.objects.get().since == at(9, 9)


def test_a_machine_starts_no_clock(cast, thread):
    receive(thread, at(9, 9), automatic=True)
    assert not Wait.objects.exists()


def test_a_call_answers_also_where_it_is_logged_later(cast, thread):
    receive(thread, at(9, 9))
    with moved(at(9, 12)):
        LogEntry.write(cast.acme, "note", "Think about it", cast.by, at=at(9, 10))
        run_due_jobs()
        assert Wait.objects.get().is_open
        LogEntry.write(cast.acme, "call", "Explained it", cast.by, at=at(9, 10))
        run_due_jobs()
    wait = Wait.objects.get()
    assert (wait.closed_at, wait.seconds, wait.closed_by) == (at(9, 10), 3600, "Olivia North")
    thread.refresh_from_db()
    assert thread.waits_since is None


def test_a_call_with_another_client_answers_nothing(cast, thread):
    receive(thread, at(9, 9))
    with moved(at(9, 12)):
        LogEntry.write(cast.bloom, "call", "Hello", cast.by)
        run_due_jobs()
    assert Wait.objects.get().is_open


def test_mail_that_is_fetched_late_stands_where_it_belongs(cast, thread):
    receive(thread, at(9, 11))
    write(thread, cast, at(9, 12))
    receive(thread, at(9, 9), fetched=at(9, 16))
    assert list(Wait.objects.filter(side="us").values_list("since", "closed_at", "seconds")) == [(at(9, 9), at(9, 12), 3 * 3600)]
    assert Wait.objects.get(side="us").is_late
    thread.refresh_from_db()
    assert thread.waits_since is None


def test_an_answer_that_becomes_known_late_moves_the_end(cast, thread):
    receive(thread, at(9, 9))
    write(thread, cast, at(9, 17))
    assert Wait.objects.get(side="us").is_late
    with moved(at(10, 9)):
        LogEntry.write(cast.acme, "meeting", "Met them", cast.by, at=at(9, 10, 30))
        run_due_jobs()
    wait = Wait.objects.get(side="us")
    assert (wait.closed_at, wait.seconds, wait.is_late) == (at(9, 10, 30), 5400, False)


def test_the_same_event_twice_changes_nothing(cast, thread):
    """J: a listener runs at least once; its rows are there once, whatever is repeated."""
    receive(thread, at(9, 9))
    write(thread, cast, at(9, 10))
    before = list(Wait.objects.order_by("pk").values())
    Dispatch.objects.update(state="due", next_try_at=at(9, 9))
    with moved(at(9, 11)):
        dispatch_what_is_due()
        for event in Event.objects.filter(slug__startswith="message."):
            dispatch_event.call(str(event.pk))
        keep_all(cast.north)
    assert list(Wait.objects.order_by("pk").values()) == before


def test_it_is_warned_once_and_told_once(cast, thread):
    receive(thread, FRIDAY_NIGHT)
    for moment in (at(9, 10), at(9, 10, 30), at(9, 10, 31), at(9, 11), at(9, 12), at(10, 9)):
        with moved(moment):
            watch_the_clock()
            watch_the_clock()
    told = Event.objects.filter(slug__in=["response.due_soon", "response.breached"]).order_by("seq")
    assert [(event.slug, event.happened_at) for event in told] == [
        ("response.due_soon", at(9, 10, 30)), ("response.breached", at(9, 11)),
    ]  # fmt: skip
    assert told[0].sentence == "Acme Studio waits for an answer by 11:00"
    write(thread, cast, at(10, 10))
    assert Wait.objects.get(side="us").is_late


def test_a_clock_that_jumps_back_warns_no_second_time(cast, thread):
    """R11."""
    receive(thread, FRIDAY_NIGHT)
    for moment in (at(9, 10, 45), at(9, 8), at(9, 10, 45)):
        with moved(moment):
            watch_the_clock()
    assert Event.objects.filter(slug="response.due_soon").count() == 1


def test_the_warning_can_come_by_minutes(cast, thread):
    ResponseWarning.keep(cast.north, cast.by, "minutes", 60)
    receive(thread, FRIDAY_NIGHT)
    assert Wait.objects.get().warn_at == at(9, 10)


def test_what_was_answered_is_not_warned_of(cast, thread):
    receive(thread, FRIDAY_NIGHT)
    write(thread, cast, at(9, 9, 30))
    with moved(at(9, 12)):
        watch_the_clock()
    assert not Event.objects.filter(slug__in=["response.due_soon", "response.breached"]).exists()


def test_the_client_s_promise_wins_over_the_tier_s_and_that_over_the_firm_s(cast, thread):
    receive(thread, at(9, 9))
    due = []
    with moved(at(9, 9, 30)):
        for pledge, tier, client in ((None, "", None), (Pledge(1, "days"), "a", None), (Pledge(4, "hours"), "", cast.acme)):
            if pledge:
                ResponsePromise.make(cast.north, cast.by, pledge, tier, client)
            else:
                cast.acme.change(cast.by, tier="a")
            run_due_jobs()
            due.append(Wait.objects.get().due_at)
        ResponsePromise.make(cast.north, cast.by, None, "", cast.acme)
        run_due_jobs()
    assert due == [at(9, 11), at(10, 18), at(9, 13)]
    assert Wait.objects.get().due_at == at(10, 18)


def test_hours_absence_and_owner_move_what_is_due(cast, thread):
    receive(thread, at(9, 10))
    found = []
    with moved(at(9, 10, 5)):
        WorkingHours.keep(cast.north, cast.theo, cast.by, ["16:00-20:00"] * 7)
        absence = Absence.plan(cast.mia, cast.by, dt.date(2026, 3, 9), dt.date(2026, 3, 10))
        run_due_jobs()
        found.append(Wait.objects.get().due_at)
        absence.cancel(cast.by)
        Absence.plan(cast.mia, cast.by, dt.date(2026, 3, 9), dt.date(2026, 3, 10), cover=cast.theo)
        run_due_jobs()
        found.append(Wait.objects.get().due_at)
        cast.acme.give_to(cast.olivia, cast.by)
        run_due_jobs()
        found.append(Wait.objects.get().due_at)
    assert found == [at(11, 11), at(9, 18), at(9, 12)]


def test_a_person_hands_it_over_settles_it_and_takes_it_back(cast, thread):
    receive(thread, at(9, 9))
    with moved(at(9, 10)):
        acts.hand_over(Wait.objects.on_us().get(), cast.by)
        run_due_jobs()
        theirs = Wait.objects.open().get()
        assert theirs.side == "them"
        with pytest.raises(Conflict):
            acts.settle(Wait.objects.get(side="us"), cast.by)
    with moved(at(9, 12)):
        acts.take_over(theirs, cast.by)
        run_due_jobs()
    ours = Wait.objects.on_us().get()
    assert (ours.since, ours.due_at) == (at(9, 12), at(9, 15))
    with moved(at(9, 13)):
        acts.settle(ours, cast.by)
        run_due_jobs()
    assert not Wait.objects.open().exists()
    assert not Wait.objects.filter(how="answered").exists()


def test_settling_a_thread_ends_its_wait(cast, thread):
    receive(thread, at(9, 9))
    with moved(at(9, 10)):
        thread.settle(cast.by)
        run_due_jobs()
    assert Wait.objects.get().how == "settled"


@pytest.mark.parametrize("zone", ["Pacific/Pago_Pago", "Pacific/Kiritimati", "Asia/Kathmandu", "Australia/Lord_Howe"])
def test_hours_hold_in_the_firm_s_own_zone(cast, thread, zone):
    """R6, R7: two hours on the wall clock of the firm, wherever it stands."""
    cast.north.time_zone = zone
    cast.north.save()
    here = dt.datetime(2026, 4, 6, 9, tzinfo=ZoneInfo(zone))
    receive(thread, here - dt.timedelta(hours=40))
    assert Wait.objects.get().due_at == here + dt.timedelta(hours=2)


def ask(cast, invoice, moment, text="Why so much?"):
    with moved(moment), transaction.atomic():
        record(
            QuestionAsked, workspace_id=cast.north.pk, by=Actor("contact", cast.jo.pk, "Jo March"), client_id=invoice.client_id,
            about=invoice, at=moment, client="Acme Studio", kind="invoice", number=invoice.number, text=text,
        )  # fmt: skip
    with moved(moment):
        run_due_jobs()


def test_a_question_in_the_portal_waits_too_and_a_call_or_a_letter_answers_it(cast, thread):
    with moved(at(9, 8)):
        invoice = cast.invoice()
    ask(cast, invoice, at(9, 9))
    ask(cast, invoice, at(9, 10), "And when is it due?")
    wait = Wait.objects.get()
    assert (wait.thread, wait.since, wait.due_at) == (None, at(9, 9), at(9, 11))
    write(thread, cast, at(9, 10, 30))
    wait.refresh_from_db()
    assert (wait.closed_at, wait.seconds, wait.how) == (at(9, 10, 30), 5400, "answered")
    ask(cast, invoice, at(9, 12))
    with moved(at(9, 12, 30)):
        acts.settle(Wait.objects.on_us().get(), cast.by)
        run_due_jobs()
    assert not Wait.objects.on_us().exists()


def test_what_was_on_record_before_the_clock_is_found_at_night(cast, thread):
    receive(thread, at(9, 9))
    write(thread, cast, at(9, 10))
    before = list(Wait.objects.order_by("key").values_list("key", "since", "closed_at", "seconds"))
    Wait.objects.all().delete()
    with moved(at(10, 3)):
        find_what_was_missed()
        find_what_was_missed()
    assert list(Wait.objects.order_by("key").values_list("key", "since", "closed_at", "seconds")) == before
