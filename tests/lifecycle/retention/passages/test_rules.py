"""How a station is worked out from what passed it."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from clientkeep.lifecycle.retention.passages.rules import Passage, leak, longest_wait, standing

FIRST, LAST = dt.date(2026, 3, 1), dt.date(2026, 3, 31)


def passage(entered: int, left: int | None = None, how: str = "", **more) -> Passage:
    """Days count from the first of March."""
    day = lambda number: FIRST + dt.timedelta(days=number)  # noqa: E731
    return Passage("clients:detail", str(entered), "A job", "Acme", day(entered), None if left is None else day(left), how, **more)


def test_who_is_here_and_for_how_long():
    found = standing([passage(0), passage(20), passage(29), passage(5, 10, "on"), passage(40)], FIRST, LAST)
    assert [each.id for each in found.here] == ["0", "20", "29"]
    assert (found.came, found.days_here) == (4, 10)


def test_what_left_in_the_span_went_on_or_was_lost():
    rows = [passage(-9, 1, "on"), passage(0, 9, "on"), passage(2, 30, "lost", why="Too dear"), passage(-40, -1, "lost"), passage(3, 31, "lost")]
    found = standing(rows, FIRST, LAST)
    assert (len(found.on), len(found.lost), found.conversion) == (2, 1, 67)
    assert found.reasons == [("Too dear", 1)]
    assert found.days_through == 10 or found.days_through == 9  # the middle of 10 and 9
    assert [each.id for each in found.here] == ["3"]  # it leaves the day after


def test_nothing_decided_says_nothing():
    assert standing([], FIRST, LAST).conversion is None
    assert leak([standing([], FIRST, LAST)]) is None
    assert longest_wait([standing([passage(1, 2, "on")], FIRST, LAST)]) is None


def test_a_leak_is_told_only_where_enough_was_decided():
    few = standing([passage(0, 1, "lost"), passage(0, 2, "lost")], FIRST, LAST)
    enough = standing([passage(0, 1, "lost"), passage(0, 2, "on"), passage(0, 3, "on")], FIRST, LAST)
    none_lost = standing([passage(0, each, "on") for each in range(1, 6)], FIRST, LAST)
    assert leak([few, enough, none_lost]) == 1


def test_the_longest_wait_is_that_of_the_middle_one():
    one = standing([passage(0, step="Deposit")], FIRST, LAST)
    many = standing([passage(each, step="An answer") for each in (-60, 20, 25)], FIRST, LAST)
    place, step = longest_wait([many, one])
    assert (place, step.words, step.days) == (1, "Deposit", 30)
    assert (many.steps[0].longest, many.steps[0].count) == (90, 3)


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(0, 60), st.sampled_from(["", "on", "lost"]))))
def test_nobody_is_counted_twice_or_forgotten(rows):
    """Each thing that came by the last day is here, or has left by then, by exactly one way."""
    passages = [passage(entered, entered + long if how else None, how) for entered, long, how in rows]
    found = standing(passages, dt.date(2020, 1, 1), LAST)
    assert found.came == len(found.here) + len(found.on) + len(found.lost)
    assert sum(count for _, count in found.reasons) == len(found.lost)
