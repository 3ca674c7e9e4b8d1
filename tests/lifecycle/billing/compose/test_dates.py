"""Days as people write them; today is Monday 2 March 2026."""

import datetime

import pytest

from clientkeep.lifecycle.billing.compose.dates import AHEAD, BACK, NEAR, Calendar
from clientkeep.lifecycle.billing.compose.lexer import lex
from tests.lifecycle.billing.compose.reading_aloud import MONDAY


def read(text, lean=AHEAD, locale="en-US", today=MONDAY):
    day = Calendar(today, locale).read(lex(text), 0, lean)
    return day and day.date and day.date.isoformat()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Friday", "2026-03-06"), ("Monday", "2026-03-09"), ("next Friday", "2026-03-13"), ("this fri", "2026-03-06"),
        ("tomorrow", "2026-03-03"), ("end of month", "2026-03-31"), ("end of April", "2026-04-30"), ("the 15th", "2026-03-15"),
        ("the 1st", "2026-04-01"), ("end of next month", "2026-04-30"), ("end of the year", "2026-12-31"),
        ("in two weeks", "2026-03-16"), ("in a month", "2026-04-02"), ("15 April", "2026-04-15"), ("Apr 15th, 2027", "2027-04-15"),
        ("1 March", "2027-03-01"), ("2026-04-15", "2026-04-15"), ("3/4/2026", "2026-03-04"), ("4/15", "2026-04-15"),
        ("a week from today", "2026-03-09"), ("Monday week", "2026-03-16"), ("the last day of March", "2026-03-31"),
        ("Wednesday, 11 March 2026", "2026-03-11"), ("29 Feb", "2028-02-29"),
    ],
)  # fmt: skip
def test_ahead(text, day):
    assert read(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Monday", "2026-02-23"),
        ("last Friday", "2026-02-27"),
        ("30 December", "2025-12-30"),
        ("3 days ago", "2026-02-27"),
    ],
)
def test_back(text, day):
    assert read(text, BACK) == day


def test_issue_days_take_the_nearest_year():
    assert read("27 February", NEAR) == "2026-02-27"
    assert read("30 December", NEAR) == "2025-12-30"


def test_day_first_in_britain():
    assert read("3/4/2026", locale="en-GB") == "2026-04-03"


def test_month_end_on_a_month_end_is_the_next_one():
    assert read("end of month", today=datetime.date(2026, 3, 31)) == "2026-04-30"


@pytest.mark.parametrize("text", ["31 February", "13/13/2026", "April 31"])
def test_impossible_days_are_seen_as_days_without_a_date(text):
    day = Calendar(MONDAY, "en-US").read(lex(text), 0)
    assert day is not None
    assert day.date is None


@pytest.mark.parametrize("text", ["March newsletter", "logo", "5 logos", "in pink"])
def test_no_day(text):
    assert Calendar(MONDAY, "en-US").read(lex(text), 0) is None
