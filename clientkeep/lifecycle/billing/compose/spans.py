"""Lengths of time ("14 days", "a fortnight", "2 quarters") and the day they lead to."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from .lexer import Token
from .numbers import low, read_number

_SPANS = {"day": "day", "days": "day", "d": "day", "week": "week", "weeks": "week", "wk": "week", "wks": "week",
          "month": "month", "months": "month", "mo": "month", "mos": "month", "year": "year", "years": "year",
          "yr": "year", "yrs": "year", "quarter": "quarter", "quarters": "quarter", "fortnight": "fortnight",
          "fortnights": "fortnight"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: `count` units of day, week, month or year."""

    count: int
    unit: str
    end: int

    def after(self, start: datetime.date) -> datetime.date | None:
        """The day this long after `start`; months keep the day or take the month's last; None beyond year 9999."""
        try:
            if self.unit in ("day", "week"):
                return start + datetime.timedelta(self.count * (7 if self.unit == "week" else 1))
            return add_months(start, self.count * (12 if self.unit == "year" else 1))
        except (OverflowError, ValueError):
            return None


def add_months(start: datetime.date, months: int) -> datetime.date:
    """The same day `months` later, or that month's last day. Raises ValueError beyond year 9999."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise ValueError("beyond the calendar")
    return datetime.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def month_end(day: datetime.date) -> datetime.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def read_span(tokens: Sequence[Token], at: int) -> Span | None:
    """Read "14 days", "two weeks", "a month", "a fortnight", "2 quarters"."""
    if at >= len(tokens):
        return None
    if tokens[at].low in ("a", "an", "one") and low(tokens, at + 1) in _SPANS:
        return _span(1, _SPANS[low(tokens, at + 1)], at + 2)
    if tokens[at].low == "half" and low(tokens, at + 1) == "a" and low(tokens, at + 2) == "year":
        return Span(6, "month", at + 3)
    if tokens[at].low == "fortnight":
        return Span(14, "day", at + 1)
    found = read_number(tokens, at)
    if not found or found[0] != found[0].to_integral_value() or found[0] > 100_000:
        return _half_spans(found, tokens)
    end = found[1]
    if low(tokens, end) in ("-", "calendar"):
        end += 1
    unit = _SPANS.get(low(tokens, end))
    return _span(int(found[0]), unit, end + 1) if unit else None


def _half_spans(found, tokens: Sequence[Token]) -> Span | None:
    """ "a year and a half" is rare; "1.5 years" is 18 months."""
    if not found or found[0] > 1000 or found[0] * 2 != (found[0] * 2).to_integral_value():
        return None
    if _SPANS.get(low(tokens, found[1])) == "year":
        return Span(int(found[0] * 12), "month", found[1] + 1)
    return None


def _span(count: int, unit: str, end: int) -> Span:
    if unit == "quarter":
        return Span(count * 3, "month", end)
    if unit == "fortnight":
        return Span(count * 14, "day", end)
    return Span(count, unit, end)
