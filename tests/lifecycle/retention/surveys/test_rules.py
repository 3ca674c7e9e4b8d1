"""Rounds, balances, trends: plain numbers."""

import datetime as dt

import pytest

from clientkeep.lifecycle.retention.surveys.rules import due_round, nps, trend_words

FIRST = dt.date(2026, 1, 10)


@pytest.mark.parametrize(("days_later", "since_later", "expected"), [
    (0, 0, None), (89, 0, None), (90, 0, 1), (104, 0, 1), (105, 0, None), (180, 0, 2), (180, 181, None), (95, 91, None),
])  # fmt: skip
def test_a_round_is_due_for_two_weeks_and_never_before_the_rule_held(days_later, since_later, expected):
    since, today = FIRST + dt.timedelta(days=since_later), FIRST + dt.timedelta(days=days_later)
    assert due_round(FIRST, 90, since, today) == expected


@pytest.mark.parametrize(("scores", "expected"), [
    ([], None), ([9, 10], 100), ([0, 6], -100), ([7, 8], 0), ([9, 9, 6], 33), ([9, 6, 6], -33), ([9, 7], 50), ([9] + [7] * 7, 13), ([6] + [7] * 7, -13),
])  # fmt: skip
def test_promoters_less_detractors(scores, expected):
    assert nps(scores) == expected


@pytest.mark.parametrize(("scores", "words"), [([], "No answer yet"), ([6], "First answer"), ([6, 9], "Up from 6"), ([9, 6], "Down from 9"), ([7, 7], "7 again")])
def test_a_trend_is_said_in_words(scores, words):
    assert trend_words(scores) == words
