"""How a milestone stands, and how far a project is."""

import datetime as dt
from collections.abc import Iterable

LARGEST = 10**13


def is_late(state: str, due_on: dt.date | None, today: dt.date) -> bool:
    """Whether a milestone that is still to be reached has passed its day."""
    return state == "open" and due_on is not None and due_on < today


def standing(state: str, due_on: dt.date | None, today: dt.date) -> tuple[str, str]:
    """How a milestone stands: (word, meaning of the tag)."""
    if state == "done":
        return "Done", "good"
    if state == "dropped":
        return "Dropped", "quiet"
    return ("Late", "late") if is_late(state, due_on, today) else ("To come", "waiting")


def progress(states: Iterable[str]) -> tuple[int, int]:
    """How many milestones are done, of how many; dropped ones do not count."""
    counted = [state for state in states if state != "dropped"]
    return counted.count("done"), len(counted)


def span_is_backward(starts_on: dt.date | None, ends_on: dt.date | None) -> bool:
    return starts_on is not None and ends_on is not None and ends_on < starts_on
