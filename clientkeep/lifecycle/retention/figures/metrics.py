"""Metrics: each figure with its question, its formula in words, how it reads, and its trend."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from clientkeep.foundation.registry import Registry
from clientkeep.foundation.ui.chart import Chart, Point
from clientkeep.foundation.ui.figures import write_money

from . import rules
from .rules import Facts, Figure, Span

MONTHS = 12


@dataclass(frozen=True)
class Metric:
    """`unit` is percent, days, hours, money or points; `better` says which way is good: up or down."""

    key: str
    label: str
    question: str
    formula: str
    unit: str
    better: str
    compute: Callable[[Facts, Span], Figure]


METRICS: Registry[Metric] = Registry("metric")


def _metric(key: str, *facts: str, compute: Callable[[Facts, Span], Figure]) -> None:
    METRICS.add(key, Metric(key, *facts, compute=compute))


# The two that matter most come first.
_metric(
    "retention", "Retention", "Do clients come back?",
    "Clients billed in the span before and in this one, divided by clients billed in the span before.", "percent", "up",
    compute=rules.retention,
)  # fmt: skip
_metric(
    "time-to-payment", "Time to payment", "How long do clients take to pay?",
    "The middle of all days from issue to full payment, over invoices paid in the span.", "days", "down",
    compute=rules.time_to_payment,
)  # fmt: skip
_metric(
    "repeat-share", "Repeat share", "How much of the work comes from clients you had before?",
    "Money billed to clients who had been billed before, divided by all money billed in the span.", "percent", "up",
    compute=rules.repeat_share,
)  # fmt: skip
_metric(
    "response-time", "Response time", "How long do clients wait for an answer?",
    "The middle of all working hours from a client's word to your answer, over answers given in the span.", "hours", "down",
    compute=rules.response_time,
)  # fmt: skip
_metric(
    "receivables", "Receivables", "What is owed to you?",
    "All that was issued less all that was paid, credited or written off, at the end of the span.", "money", "down",
    compute=rules.receivables,
)  # fmt: skip
_metric(
    "satisfaction", "Satisfaction", "How do clients say it is going?",
    "The mean of the pulse scores given in the span, out of ten.", "points", "up", compute=rules.satisfaction,
)  # fmt: skip
_metric(
    "neglect", "Neglect", "Whom have you not been in touch with?",
    "Clients in work or in talks who were last heard from longer ago than their tier means them to be, divided by all of them.",
    "percent", "down", compute=rules.neglect,
)  # fmt: skip
_metric(
    "kept-promises", "Kept promises", "Do you do what you said, by the day you said?",
    "Promises of yours kept by the day first promised, divided by all whose day fell into the span.", "percent", "up",
    compute=rules.kept_promises,
)  # fmt: skip


def shown(metric: Metric, value: float | None, currency: str, locale: str = "en_US") -> str:
    """Write a value as it reads: "83 %", "14 days", "2.5 hours", "$1,200.00"; a dash where there is nothing to tell from."""
    if value is None:
        return "–"
    if metric.unit == "money":
        return write_money(round(value), currency, locale, currency)
    if metric.unit == "percent":
        return f"{value:.0f} %"
    number = f"{value:.1f}".removesuffix(".0")
    return number if metric.unit == "points" else f"{number} {metric.unit if number != '1' else metric.unit[:-1]}"


def span_to(last: dt.date, months: int) -> Span:
    """Return the span of so many months that ends on a day: 31 Mar and 12 months begin on 1 April of the year before."""
    return Span(_months_back(last + dt.timedelta(days=1), months), last)


def trend(metric: Metric, facts: Facts, last: dt.date, months: int, locale: str = "en_US") -> Chart:
    """Return the figure at the end of each of the last twelve months and on the span's last day, each over a span of equal length."""
    ends = [_months_back(last.replace(day=1), back) - dt.timedelta(days=1) for back in range(MONTHS - 1, -1, -1)]
    points = []
    for end in (*ends, last):
        value = metric.compute(facts, span_to(end, months)).value
        points.append(Point(f"{end.day} {end:%b %Y}", value, shown(metric, value, facts.currency, locale)))
    return Chart(metric.label, metric.label, points)


def _months_back(day: dt.date, months: int) -> dt.date:
    at = day.year * 12 + day.month - 1 - months
    year, month = divmod(at, 12)
    last = (dt.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))
