"""Habits: what is usual for one client, from that client's own past. Plain Python: no database, no clock."""

from collections.abc import Sequence
from statistics import median

# Below so many earlier values nothing is called a habit.
LEAST = 3
# A habit is made of the newest values only: who has changed for good is measured by the new way.
NEWEST = 12


def usual(earlier: Sequence[float]) -> float | None:
    """Return what is usual after these values, oldest first; None where they are too few to tell."""
    return float(median(earlier[-NEWEST:])) if len(earlier) >= LEAST else None


def is_far_above(value: float, habit: float, least: float) -> bool:
    """Whether a value is twice the habit, and more than it by `least` at the least."""
    return value >= 2 * habit and value - habit >= least


def is_far_below(value: float, habit: float, least: float) -> bool:
    """Whether a value is half the habit, and less than it by `least` at the least."""
    return value <= habit / 2 and habit - value >= least
