"""A plan keeps its next contact true: counted from what is on record, laid on working days, moved and skipped by people."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.conversations.models import LogEntry, Message, Thread
from clientkeep.relationship.rhythm.models import PlanLine
from clientkeep.relationship.rhythm.plans.from_tier import plan_from_tier
from clientkeep.workspace.hours.models import ClosedDays
from clientkeep.workspace.journal.jobs import dispatch_event
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Actor

# A Monday, noon at the firm.
MONDAY = dt.datetime(2026, 3, 2, 20, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def monday(cast):
    with clock.moved(MONDAY):
        yield


def heard(times=1):
    """Let the listeners hear all that happened, as often as asked."""
    for event in list(Event.objects.order_by("seq")) * times:
        dispatch_event.call(str(event.pk))


def now(line):
    return PlanLine.objects.get(pk=line.pk)


def test_a_new_line_begins_with_its_period(cast):
    line = PlanLine.add(cast.acme, cast.by, contact=cast.jo, channel="call", every="P2W", owner=cast.theo)
    assert (line.last_on, line.next_on, str(line)) == (None, dt.date(2026, 3, 16), "Jo March: call, every 2 weeks")
    assert PlanLine.add(cast.acme, cast.by, id=line.pk, every="P2W").pk == line.pk


def test_a_talk_that_fits_counts_and_counts_once(cast):
    line = PlanLine.add(cast.acme, cast.by, contact=cast.jo, channel="call", every="P2W")
    LogEntry.write(cast.acme, "note", "She likes blue", cast.by, cast.jo)
    LogEntry.write(cast.acme, "meeting", "Lunch", cast.by, cast.jo)
    LogEntry.write(cast.acme, "call", "With Sam", cast.by, cast.sam)
    heard()
    assert now(line).last_on is None
    LogEntry.write(cast.acme, "call", "The launch", cast.by, cast.jo, at=MONDAY - 3 * DAY)
    heard(times=3)
    assert (now(line).last_on, now(line).next_on) == (dt.date(2026, 2, 27), dt.date(2026, 3, 13))


def test_a_corrected_talk_counts_as_corrected(cast):
    line = PlanLine.add(cast.acme, cast.by, contact=cast.jo, channel="call", every="P1W")
    entry = LogEntry.write(cast.acme, "call", "The launch", cast.by, cast.jo)
    heard()
    assert now(line).last_on == dt.date(2026, 3, 2)
    entry.correct("The launch", cast.by, contact=cast.sam)
    heard()
    assert now(line).last_on is None


def test_letters_of_ours_count_and_theirs_do_not(cast):
    line = PlanLine.add(cast.acme, cast.by, contact=cast.jo, every="P1M")
    thread = Thread.begin(cast.acme, "Hello")
    Message.receive(thread, Actor("contact", None, "Jo"), text="Hi", channel="mail", contact=cast.jo)
    heard()
    assert now(line).last_on is None
    to_sam = [{"name": "Sam", "email": cast.sam.email}]
    Message.write(thread, cast.by, text="For Sam", channel="mail", to=to_sam)
    heard()
    assert now(line).last_on is None
    Message.write(thread, cast.by, text="For Jo", channel="mail", to=[{"name": "Jo", "email": cast.jo.email.upper()}])
    heard()
    assert (now(line).last_on, now(line).next_on) == (dt.date(2026, 3, 2), dt.date(2026, 4, 2))


def test_a_talk_with_nobody_named_was_with_the_only_person(cast):
    alone = PlanLine.add(cast.bloom, cast.by, contact=cast.ben, every="P1W")
    of_two = PlanLine.add(cast.acme, cast.by, contact=cast.jo, every="P1W")
    for client in (cast.acme, cast.bloom):
        LogEntry.write(client, "call", "Hello", cast.by)
    heard()
    assert (now(alone).last_on, now(of_two).last_on) == (dt.date(2026, 3, 2), None)


def test_the_next_contact_is_on_a_working_day_and_follows_new_holidays(cast):
    line = PlanLine.add(cast.acme, cast.by, every="P5D")
    assert line.next_on == dt.date(2026, 3, 9), "the Monday after a Saturday"
    ClosedDays.add(cast.north, cast.by, "Trip", dt.date(2026, 3, 9), dt.date(2026, 3, 10))
    heard()
    assert now(line).next_on == dt.date(2026, 3, 11)


def test_a_day_chosen_by_hand_holds_until_somebody_was_heard_from(cast):
    line = PlanLine.add(cast.acme, cast.by, contact=cast.jo, every="P1W")
    line.move(cast.by, dt.date(2026, 3, 26))
    heard(times=2)
    assert now(line).next_on == dt.date(2026, 3, 26)
    with clock.moved(MONDAY + DAY):
        LogEntry.write(cast.acme, "call", "Hello", cast.by, cast.jo)
        heard()
    assert now(line).next_on == dt.date(2026, 3, 10)


def test_a_day_is_chosen_after_a_talk_that_is_not_counted_yet(cast):
    line = PlanLine.add(cast.acme, cast.by, contact=cast.jo, every="P1W")
    LogEntry.write(cast.acme, "call", "Hello", cast.by, cast.jo)
    line.move(cast.by, dt.date(2026, 3, 26))
    heard()
    assert now(line).next_on == dt.date(2026, 3, 26)


def test_a_contact_is_skipped_once_with_a_reason(cast):
    line = PlanLine.add(cast.acme, cast.by, contact=cast.jo, every="P1W")
    with pytest.raises(Invalid, match="Say why"):
        line.skip(cast.by, "  ")
    line.skip(cast.by, "On leave")
    assert now(line).next_on == dt.date(2026, 3, 16)
    assert Event.objects.get(slug="plan_line.skipped").payload["because"] == "On leave"


@pytest.mark.parametrize("day", [dt.date(2026, 3, 1), dt.date(2031, 1, 1)])
def test_impossible_days_are_refused(cast, day):
    line = PlanLine.add(cast.acme, cast.by, every="P1W")
    with pytest.raises(Invalid, match="from today on"):
        line.move(cast.by, day)
    assert now(line).next_on == line.next_on


@pytest.mark.parametrize("wrong", [{"every": "P2Y"}, {"every": "P105W"}, {"channel": "pigeon"}, {"purpose": "x" * 201}])
def test_what_makes_no_sense_is_refused_whole(cast, wrong):
    with pytest.raises(Invalid):
        PlanLine.add(cast.acme, cast.by, **{"every": "P1W", **wrong})
    assert not PlanLine.objects.exists()


def test_people_of_elsewhere_are_refused(cast):
    for wrong in ({"contact": cast.ben}, {"contact": cast.zoe}, {"owner": cast.sid}):
        with pytest.raises(Invalid):
            PlanLine.add(cast.acme, cast.by, every="P1W", **wrong)


def test_a_line_taken_out_is_not_due_and_comes_back(cast):
    line = PlanLine.add(cast.acme, cast.by, every="P1W")
    line.remove(cast.by)
    line.remove(cast.by)
    assert not PlanLine.objects.due_by(dt.date(2026, 12, 1)).exists()
    with pytest.raises(Conflict):
        line.skip(cast.by, "Gone")
    line.put_back(cast.by)
    assert PlanLine.objects.due_by(dt.date(2026, 12, 1)).get() == line
    assert Event.objects.filter(slug="plan_line.removed").count() == 1


def test_who_left_or_is_archived_is_not_due(cast):
    PlanLine.add(cast.acme, cast.by, contact=cast.sam, every="P1W")
    PlanLine.add(cast.bloom, cast.by, every="P1W")
    later = dt.date(2026, 12, 1)
    assert PlanLine.objects.due_by(later).count() == 2
    cast.sam.remove(cast.by)
    cast.bloom.archive(cast.by)
    assert not PlanLine.objects.due_by(later).exists()


def test_a_plan_begins_with_what_is_usual_for_the_tier(cast):
    cast.acme.change(cast.by, tier="a")
    line = plan_from_tier(cast.acme, cast.by)
    assert (line.contact, line.every) == (cast.jo, "P14D")
    with pytest.raises(Conflict):
        plan_from_tier(cast.acme, cast.by)
