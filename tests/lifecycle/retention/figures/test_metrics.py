"""Spans, trends, and how values read."""

import datetime as dt

import pytest

from clientkeep.lifecycle.retention.figures.metrics import METRICS, shown, span_to, trend
from clientkeep.lifecycle.retention.figures.rules import Bill, Facts, Span


@pytest.mark.parametrize(
    ("last", "months", "first"),
    [
        ("2026-03-31", 12, "2025-04-01"), ("2026-06-30", 3, "2026-04-01"), ("2026-02-28", 1, "2026-02-01"),
        ("2026-05-30", 1, "2026-04-30"), ("2024-02-29", 12, "2023-03-01"), ("2026-05-15", 3, "2026-02-16"),
    ],
)  # fmt: skip
def test_a_span_of_months(last, months, first):
    assert span_to(dt.date.fromisoformat(last), months) == Span(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("retention", 66.67, "67 %"), ("time-to-payment", 14.0, "14 days"), ("time-to-payment", 1.0, "1 day"),
        ("response-time", 2.51, "2.5 hours"), ("receivables", 1234500.0, "$12,345.00"), ("satisfaction", 7.5, "7.5"),
        ("neglect", None, "–"), ("retention", 0.0, "0 %"),
    ],
)  # fmt: skip
def test_values_in_words(key, value, words):
    assert shown(METRICS[key], value, "USD") == words


def test_the_trend_ends_with_the_figure_itself_and_gaps_stay_gaps():
    bills = [Bill("1", "acme", "INV-1", dt.date(2026, 5, 1), 100, "USD", dt.date(2026, 5, 21))]
    today = dt.date(2026, 6, 15)
    chart = trend(METRICS["time-to-payment"], Facts("USD", today, bills=bills), today, 1)
    assert [point.value for point in chart.points] == [None] * 11 + [20.0, 20.0]
    assert len(chart.points) == 13 and chart.points[-1].label == "15 Jun 2026"


def test_the_two_that_matter_most_come_first():
    assert METRICS.keys()[:2] == ["retention", "time-to-payment"]
