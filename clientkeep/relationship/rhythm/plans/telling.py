"""How a line of a plan reads on a page."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from clientkeep.foundation.ui.days import write_distance

from .model import PlanLine


@dataclass(frozen=True, slots=True)
class Row:
    """One line with its state; `meaning` as the components know it."""

    line: PlanLine
    label: str
    slug: str
    meaning: str


def told(lines: Iterable[PlanLine], today: dt.date) -> list[Row]:
    return [_row(line, today) for line in lines]


def _row(line: PlanLine, today: dt.date) -> Row:
    if line.removed_at:
        return Row(line, "Out of the plan", "removed", "")
    slug, meaning = standing(line.next_on, today)
    words = write_distance(line.next_on, today, due=True)
    return Row(line, words[:1].upper() + words[1:], slug, meaning)


def standing(day: dt.date, today: dt.date) -> tuple[str, str]:
    """Say whether a day is late, due or ahead, and what that means."""
    if day < today:
        return "late", "late"
    return ("due", "waiting") if day == today else ("planned", "")
