"""Periods and the day of the next contact, by hand."""

import datetime as dt

import pytest

from clientkeep.relationship.rhythm.plans import rules

DAY = dt.date


@pytest.mark.parametrize(
    ("day", "period", "then"),
    [
        (DAY(2026, 3, 2), "P10D", DAY(2026, 3, 12)), (DAY(2026, 3, 2), "P2W", DAY(2026, 3, 16)),
        (DAY(2026, 1, 31), "P1M", DAY(2026, 2, 28)), (DAY(2028, 1, 31), "P1M", DAY(2028, 2, 29)),
        (DAY(2026, 11, 30), "P3M", DAY(2027, 2, 28)), (DAY(2026, 12, 5), "P12M", DAY(2027, 12, 5)),
    ],
)  # fmt: skip
def test_a_period_later(day, period, then):
    assert rules.after(day, period) == then


@pytest.mark.parametrize(("period", "words"), [("P1D", "every day"), ("P2W", "every 2 weeks"), ("P1M", "every month")])
def test_in_words(period, words):
    assert rules.in_words(period) == words
    assert rules.write_period(*rules.read_period(period)) == period


@pytest.mark.parametrize("text", ["", "P0D", "2W", "P2Y", "P-2W", "P2W ", "P1000D", "P٢W"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match="no period"):
        rules.read_period(text)


@pytest.mark.parametrize(
    ("last", "skipped", "moved", "due"),
    [
        (None, None, None, DAY(2026, 3, 16)),
        (DAY(2026, 3, 5), None, None, DAY(2026, 3, 19)),
        (DAY(2025, 3, 5), None, None, DAY(2026, 3, 2)),
        (DAY(2026, 3, 5), DAY(2026, 3, 19), None, DAY(2026, 4, 2)),
        (DAY(2026, 3, 25), DAY(2026, 3, 19), None, DAY(2026, 4, 8)),
        (DAY(2026, 3, 5), None, DAY(2026, 5, 1), DAY(2026, 5, 1)),
    ],
)  # fmt: skip
def test_the_day_of_the_next_contact(last, skipped, moved, due):
    assert rules.due_on(DAY(2026, 3, 2), last, skipped, moved, "P2W") == due
