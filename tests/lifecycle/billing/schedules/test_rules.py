"""The days of a series: counted from the first one, by the calendar."""

import datetime as dt

import pytest

from clientkeep.lifecycle.billing.schedules.rules import day_of, due_indexes, exists

END_OF_JANUARY = dt.date(2027, 1, 31)


def test_the_31st_stays_the_31st():
    days = [day_of(END_OF_JANUARY, 1, "month", n) for n in range(14)]
    assert [day.day for day in days] == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 29]


@pytest.mark.parametrize("first", [dt.date(2026, 1, 29), dt.date(2026, 1, 30), dt.date(2027, 10, 31), dt.date(2028, 2, 29)])
def test_the_nth_month_is_the_first_plus_n_for_48_months(first):
    for n in range(48):
        day, month = day_of(first, 1, "month", n), first.month - 1 + n
        assert (day.year, day.month) == (first.year + month // 12, month % 12 + 1)
        last = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        assert day.day == min(first.day, last.day)


def test_weeks_and_years():
    assert day_of(END_OF_JANUARY, 2, "week", 3) == dt.date(2027, 3, 14)
    assert [day_of(dt.date(2028, 2, 29), 1, "year", n).day for n in range(5)] == [29, 28, 28, 28, 29]


def test_a_month_is_no_30_days():
    assert day_of(dt.date(2026, 3, 1), 1, "month", 12) == dt.date(2027, 3, 1)


def test_nothing_past_the_count_or_the_last_day():
    assert exists(END_OF_JANUARY, 1, "month", None, 3, 2) and not exists(END_OF_JANUARY, 1, "month", None, 3, 3)
    assert exists(END_OF_JANUARY, 1, "month", dt.date(2027, 2, 28), None, 1)
    assert not exists(END_OF_JANUARY, 1, "month", dt.date(2027, 2, 27), None, 1)


def test_what_was_missed_is_due_once_each():
    assert due_indexes(END_OF_JANUARY, 1, "month", None, None, 0, dt.date(2027, 4, 29)) == [1, 2]
    assert due_indexes(END_OF_JANUARY, 1, "month", None, None, 2, dt.date(2027, 4, 29)) == []
