"""How an important date reads on a page."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from clientkeep.foundation.ui.days import write_distance

from .model import ImportantDate


@dataclass(frozen=True, slots=True)
class Row:
    """One date with its state; `meaning` as the components know it."""

    date: ImportantDate
    label: str
    slug: str
    meaning: str


def told(dates: Iterable[ImportantDate], today: dt.date) -> list[Row]:
    return [_row(date, today) for date in dates]


def _row(date: ImportantDate, today: dt.date) -> Row:
    if date.removed_at:
        return Row(date, "Taken off", "removed", "")
    if date.is_seen_to:
        return Row(date, "Seen to", "seen", "good")
    words = write_distance(date.next_on, today)
    is_near = date.notice_on <= today <= date.next_on
    return Row(date, words[:1].upper() + words[1:], "near" if is_near else "noted", "waiting" if is_near else "")
