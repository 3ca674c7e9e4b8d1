"""Lengths of time."""

import datetime

import pytest

from clientkeep.lifecycle.billing.compose.lexer import lex
from clientkeep.lifecycle.billing.compose.spans import Span, add_months, read_span


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("14 days", 14, "day"),
        ("two weeks", 2, "week"),
        ("a month", 1, "month"),
        ("a fortnight", 14, "day"),
        ("2 quarters", 6, "month"),
    ],
)
def test_span(text, count, unit):
    found = read_span(lex(text), 0)
    assert (found.count, found.unit) == (count, unit)


def test_a_month_after_the_31st_is_the_last_day():
    assert add_months(datetime.date(2026, 1, 31), 1) == datetime.date(2026, 2, 28)


def test_beyond_the_calendar_there_is_no_day():
    assert Span(99_999, "year", 0).after(datetime.date(2026, 1, 1)) is None
    assert Span(99_999_999, "day", 0).after(datetime.date(2026, 1, 1)) is None
