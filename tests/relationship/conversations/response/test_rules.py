"""Who waits on whom, whatever the order in which it becomes known; what is due, and when one is warned."""

import datetime as dt
from itertools import pairwise, permutations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkeep.relationship.conversations.response.rules import (
    Fact,
    Pledge,
    Warned,
    due_at,
    in_words,
    turns,
    warn_at,
    worked_words,
)
from clientkeep.workspace.hours.rules import Calendar, Shift

BEGIN = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
WEEK = (((540, 780), (840, 1080)),) * 5 + ((), ())


def at(hours):
    return BEGIN + dt.timedelta(hours=hours)


def told(*facts):
    return [Fact(kind, at(hours), f"{kind}{hours}", by) for kind, hours, by in facts]


def calendar(zone="UTC"):
    return Calendar(zone, Shift(zone, lambda day: WEEK[day.weekday()]))


def brief(found):
    return [(turn.side, (turn.since - BEGIN).total_seconds() / 3600, turn.until and (turn.until - BEGIN).total_seconds() / 3600, turn.how) for turn in found]


def test_the_clock_runs_from_the_first_of_several_messages():
    found = turns(told(("in", 0, ""), ("in", 1, ""), ("in", 2, ""), ("out", 3, "Olivia")))
    assert brief(found) == [("us", 0, 3, "answered"), ("them", 3, None, "")]
    assert found[0].by == "Olivia"


def test_a_thread_that_is_taken_up_again_waits_anew():
    found = turns(told(("in", 0, ""), ("out", 1, ""), ("in", 5, "")))
    assert brief(found) == [("us", 0, 1, "answered"), ("them", 1, 5, "answered"), ("us", 5, None, "")]


def test_a_talk_answers_and_begins_nothing():
    assert brief(turns(told(("in", 0, ""), ("talk", 2, "")))) == [("us", 0, 2, "answered")]
    assert brief(turns(told(("talk", 2, ""), ("in", 3, "")))) == [("us", 3, None, "")]


def test_a_person_may_know_better():
    assert brief(turns(told(("in", 0, ""), ("settled", 1, "")))) == [("us", 0, 1, "settled")]
    assert brief(turns(told(("in", 0, ""), ("on_them", 1, "")))) == [("us", 0, 1, "handed"), ("them", 1, None, "")]
    assert brief(turns(told(("out", 0, ""), ("on_us", 1, "")))) == [("them", 0, 1, "handed"), ("us", 1, None, "")]


@given(st.lists(st.tuples(st.sampled_from(["in", "out", "talk", "settled", "on_them", "on_us"]), st.integers(0, 20)), max_size=5, unique_by=lambda each: each[1]))
def test_the_order_in_which_things_become_known_changes_nothing(happened):
    facts = told(*[(kind, hours, "") for kind, hours in happened])
    expected = turns(facts)
    assert all(turns(order) == expected for order in permutations(facts))
    for side in ("us", "them"):
        mine = [turn for turn in expected if turn.side == side]
        assert sum(turn.until is None for turn in mine) <= 1
        assert all(one.until <= other.since for one, other in pairwise(mine))


FRIDAY = dt.datetime(2026, 3, 6, 20, tzinfo=dt.UTC)
NOON = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(("pledge", "since", "due"), [
    (Pledge(2, "hours"), FRIDAY, "2026-03-09 11:00"), (Pledge(2, "hours"), NOON, "2026-03-06 15:00"),
    (Pledge(1, "days"), FRIDAY, "2026-03-09 18:00"), (Pledge(1, "days"), NOON, "2026-03-09 18:00"),
    (Pledge(2, "days"), FRIDAY, "2026-03-10 18:00"), (Pledge(0, "days"), NOON, "2026-03-06 18:00"),
    (Pledge(0, "days"), FRIDAY, "2026-03-09 18:00"), (Pledge(0, "none"), NOON, None),
])  # fmt: skip
def test_what_was_promised_is_due_in_working_time(pledge, since, due):
    found = due_at(pledge, calendar(), since)
    assert (found and f"{found:%Y-%m-%d %H:%M}") == due


@pytest.mark.parametrize(("warned", "expected"), [
    (Warned(75), "2026-03-09 10:30"), (Warned(50), "2026-03-09 10:00"), (Warned(0, 60), "2026-03-09 10:00"),
    (Warned(0, 600), "2026-03-09 09:00"),
])  # fmt: skip
def test_a_warning_comes_before_it_is_due(warned, expected):
    due = dt.datetime(2026, 3, 9, 11, tzinfo=dt.UTC)
    assert f"{warn_at(warned, calendar(), FRIDAY, due):%Y-%m-%d %H:%M}" == expected


def test_promises_and_times_are_written_as_people_say_them():
    assert [str(Pledge(*each)) for each in ((4, "hours"), (1, "hours"), (1, "days"), (2, "days"), (0, "days"), (0, "none"))] == [
        "within 4 working hours", "within one working hour", "within one business day", "within 2 business days", "the same day",
        "no promise",
    ]  # fmt: skip
    now = dt.datetime(2026, 3, 9, 9, tzinfo=ZoneInfo("America/New_York"))
    assert in_words(now.replace(hour=11), now, "America/New_York") == "11:00"
    assert in_words(now.replace(hour=11) + dt.timedelta(days=1), now, "America/New_York") == "Tue 10 Mar, 11:00"
    assert in_words(now.replace(year=2027), now, "America/New_York") == "Tue 9 Mar 2027, 9:00"
    assert [worked_words(seconds) for seconds in (59, 2700, 11_100)] == ["0 min", "45 min", "3 h 05 min"]
