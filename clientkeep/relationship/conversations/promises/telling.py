"""A promise as pages show it: its state in a word, with its sign and meaning."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from clientkeep.foundation.ui.days import write_distance

from .model import Promise


@dataclass(frozen=True)
class Told:
    """One promise with the word for its state."""

    promise: Promise
    slug: str
    label: str
    meaning: str


def told(rows: Sequence[Promise], today: dt.date) -> list[Told]:
    """Return promises with their words for a day."""
    return [Told(row, *word_of(row.state, row.due_on, today)) for row in rows]


def word_of(state: str, due_on: dt.date | None, today: dt.date) -> tuple[str, str, str]:
    """Return (slug, label, meaning): kept, dropped, "3 days late", "due tomorrow", open."""
    if state == "kept":
        return "kept", "Kept", "good"
    if state == "dropped":
        return "dropped", "Dropped", "quiet"
    if due_on is None:
        return "open", "No day", "waiting"
    distance = write_distance(due_on, today, due=True)
    return ("late", distance, "late") if due_on < today else ("open", f"due {distance}", "waiting")
