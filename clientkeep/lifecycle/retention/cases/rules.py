"""The five steps of a difficult case, their days, and how long a case took. Plain Python, no clock."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StepKind:
    """One step: `days` are working days of the firm after the case was opened."""

    key: str
    label: str
    advice: str
    days: int


STEPS = {
    step.key: step
    for step in (
        StepKind("acknowledge", "Acknowledge", "Say that you heard it, before anything is solved.", 0),
        StepKind("clarify", "Clarify", "Ask what happened, and say it back in your own words.", 1),
        StepKind("own", "Own", "Say what was yours, without a but.", 2),
        StepKind("propose", "Propose", "Offer a way out, with a day to it.", 3),
        StepKind("document", "Document", "Write down what was agreed and what changes from now on.", 7),
    )
}

# Days looked through for one that is worked.
FARTHEST = 366


def due_day(opened: dt.date, days: int, works: Callable[[dt.date], bool]) -> dt.date:
    """Return the day that lies `days` working days after `opened`; what falls on a day off waits for the next that is worked.

    A firm that works on no day within a year is given plain days.
    """
    day, left = opened, days
    for _ in range(FARTHEST):
        if works(day):
            if left == 0:
                return day
            left -= 1
        day += dt.timedelta(days=1)
    return opened + dt.timedelta(days=days)


def hours_words(seconds: int) -> str:
    """Write working time: "6 hours 30 minutes"."""
    hours, minutes = divmod(max(seconds, 0) // 60, 60)
    said = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in ((hours, "hour"), (minutes, "minute")) if count]
    return " ".join(said) or "none"


def span_words(span: dt.timedelta) -> str:
    """Write a span as a person says it: "40 minutes", "5 hours", "3 days 4 hours"."""
    minutes = max(int(span.total_seconds()) // 60, 0)
    days, hours = divmod(minutes // 60, 24)
    parts = [(days, "day"), (hours, "hour")] if minutes >= 60 else [(minutes, "minute")]
    said = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in parts if count]
    return " ".join(said) or "less than a minute"
