"""The kinds of surveys, what is a low and a high answer, and when one is due. Plain Python, no clock."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SurveyKind:
    """A kind: its scale, both ends included, the marks below and above which something happens, its first words."""

    key: str
    label: str
    lowest: int
    highest: int
    low_at: int
    high_at: int
    question: str
    ends: tuple[str, str]

    @property
    def scale(self) -> range:
        return range(self.lowest, self.highest + 1)


KINDS = {
    kind.key: kind
    for kind in (
        SurveyKind("pulse", "Pulse", 0, 10, 6, 9, "How are we doing for you right now?", ("badly", "very well")),
        SurveyKind("csat", "Satisfaction", 1, 5, 2, 5, "How satisfied are you with what we delivered?", ("not at all", "fully")),
        SurveyKind("nps", "Recommendation", 0, 10, 6, 9, "How likely are you to recommend us?", ("not at all", "certainly")),
        SurveyKind("debrief", "Debrief", 1, 5, 2, 5, "Looking back, how did it go?", ("badly", "very well")),
    )
}
MOST_QUESTIONS = 10
# A survey that could not go out on its day, since a case was open or another had just been asked, is made up for this long.
GRACE = dt.timedelta(days=14)
APART = dt.timedelta(days=30)
REMIND_AFTER = dt.timedelta(days=5)
ENDS_AFTER = dt.timedelta(days=30)
CHANGEABLE = dt.timedelta(hours=1)


def due_round(first: dt.date, every_days: int, since: dt.date, today: dt.date) -> int | None:
    """Return the number of the round that is due now, counted from a client's first day, or None.

    Rounds come each `every_days` after `first`; those before the rule held (`since`) are not made up for.
    """
    number = (today - first).days // every_days
    day = first + dt.timedelta(days=number * every_days)
    if number < 1 or day < since or today > day + min(GRACE, dt.timedelta(days=every_days - 1)):
        return None
    return number


def nps(scores: Sequence[int]) -> int | None:
    """Return promoters (9, 10) less detractors (0 to 6) in points of a hundred, rounded half away from zero; None without answers."""
    if not scores:
        return None
    balance = 100 * (sum(score >= 9 for score in scores) - sum(score <= 6 for score in scores))
    sign = -1 if balance < 0 else 1
    return sign * ((2 * abs(balance) + len(scores)) // (2 * len(scores)))


def trend_words(scores: Sequence[int]) -> str:
    """Say in words how scores of one kind went, the oldest first."""
    if not scores:
        return "No answer yet"
    if len(scores) == 1:
        return "First answer"
    last, before = scores[-1], scores[-2]
    if last == before:
        return f"{last} again"
    return f"{'Up' if last > before else 'Down'} from {before}"
