"""The trust account: lines with points that fade, their balance at any moment, and a turn for the worse.

Plain Python: no database, no clock. Equal lines give equal balances, in whatever order they come.
"""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

HALF_LIFE = 90  # days
DAY = 86_400
LOOK_BACK = dt.timedelta(days=28)
# A turn is told when so many points went out in the last four weeks and the balance fell by as much.
TURN = 5.0
LEVELS = ((15.0, "strong"), (5.0, "good"), (-2.0, "thin"))


@dataclass(frozen=True, slots=True)
class Line:
    """One deposit or withdrawal. `points` as they were on the day; `why` says it in words; `about` is an event's id."""

    at: dt.datetime
    signal: str
    points: int
    why: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn for the worse: since when, what weighed most, and the balance before and now."""

    since: dt.datetime
    signal: str
    why: str
    before: float
    now: float


def weighed(lines: Sequence[Line], points: Mapping[str, int]) -> list[Line]:
    """Return the lines under other weights; lines that then count for nothing are left out."""
    changed = (replace(line, points=points.get(line.signal, line.points)) for line in lines)
    return [line for line in changed if line.points]


def worth(line: Line, at: dt.datetime, half_life: int = HALF_LIFE) -> float:
    """Return what a line still counts at a moment: half after each half-life (days), nothing before it happened."""
    age = (at - line.at).total_seconds() / DAY
    return line.points * 0.5 ** (age / half_life) if age >= 0 else 0.0


def balance(lines: Sequence[Line], at: dt.datetime, half_life: int = HALF_LIFE) -> float:
    """Return the sum of what all lines still count, to a tenth of a point. The order of the lines does not matter."""
    return round(math.fsum(worth(line, at, half_life) for line in lines), 1) + 0.0


def level(points: float) -> str:
    """Return how a balance stands in a word: strong, good, thin or strained."""
    return next((word for least, word in LEVELS if points >= least), "strained")


def turn(lines: Sequence[Line], at: dt.datetime, half_life: int = HALF_LIFE) -> Turn | None:
    """Return the turn for the worse that shows at a moment, or None.

    What fades by itself is no turn: withdrawals of the last four weeks must weigh, and the balance must have fallen.
    """
    then = at - LOOK_BACK
    lately = [line for line in lines if line.points < 0 and then < line.at <= at]
    gone = -math.fsum(worth(line, at, half_life) for line in lately)
    before, now = balance(lines, then, half_life), balance(lines, at, half_life)
    if gone < TURN or before - now < TURN:
        return None
    heaviest = min(lately, key=lambda line: (worth(line, at, half_life), line.at, line.signal))
    return Turn(min(line.at for line in lately), heaviest.signal, heaviest.why, before, now)
