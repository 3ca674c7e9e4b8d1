"""Rules of a pipeline: the stages that a firm begins with, and when an opportunity has been left alone too long."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready-made stage: its probability in percent, after how many days without a change it is stale, and whether sending a proposal leads here."""

    name: str
    probability: int
    stale_days: int
    after_sending: bool = False


STAGES = (
    Ready("New", 10, 3),
    Ready("In talks", 30, 10),
    Ready("Proposal sent", 60, 10, after_sending=True),
    Ready("Agreed in words", 90, 7),
)
REASONS = ("Price", "Timing", "Chose somebody else", "Did it themselves", "No answer", "Not our kind of work")
MOST_STAGES, MOST_REASONS = 12, 30
LONGEST_STALE = 365


def stale_on(touched: dt.date, days: int, next_step_on: dt.date | None = None) -> dt.date:
    """The first day on which an opportunity is stale: after `days` without a change, and not before its planned step is past."""
    rested = touched + dt.timedelta(days=days)
    return max(rested, next_step_on + dt.timedelta(days=1)) if next_step_on else rested


def passed(order: list, before: object | None, to: object) -> list:
    """Return the stages that one enters on the way from one to a later one, which stands last; from nowhere, those behind the first."""
    begin = order.index(before) if before in order else 0
    return order[begin + 1 : order.index(to) + 1]


def places_after(order: list, moved: object, up: bool) -> list:
    """Return the order with one of its things a place earlier or later; the same order at either end."""
    at = order.index(moved)
    to = at - 1 if up else at + 1
    kept = list(order)
    if 0 <= to < len(kept):
        kept[at], kept[to] = kept[to], kept[at]
    return kept
