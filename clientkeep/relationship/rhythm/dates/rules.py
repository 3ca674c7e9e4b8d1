"""On which day a date falls next, and from when it is told. Plain Python: no database, no clock."""

import datetime as dt
from calendar import isleap

KINDS = [
    ("launch", "Launch"), ("anniversary", "Anniversary"), ("birthday", "Birthday"), ("contract", "End of a contract"),
    ("holiday", "Holiday"), ("other", "Something else"),
]  # fmt: skip


def in_year(day: dt.date, year: int) -> dt.date:
    """Return the same day of another year; 29 February is the 28th where there is none."""
    if (day.month, day.day) == (2, 29) and not isleap(year):
        return dt.date(year, 2, 28)
    return day.replace(year=year)


def next_on(day: dt.date, yearly: bool, today: dt.date) -> dt.date:
    """Return the day on which it falls next, today among them. What happens once keeps its day, also when it has passed."""
    if not yearly or day >= today:
        return day
    this_year = in_year(day, today.year)
    return this_year if this_year >= today else in_year(day, today.year + 1)
