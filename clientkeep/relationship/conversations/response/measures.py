"""Median, ranks and shares, exact and in whole units. Plain Python."""

from collections.abc import Sequence


def median(ordered: Sequence[int]) -> int | None:
    """Return the middle of ordered whole numbers; of two middles the lower whole number between them."""
    if not ordered:
        return None
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) // 2


def rank_of(ordered: Sequence[int], percent: int) -> int | None:
    """Return the smallest of ordered numbers that at least `percent` of them do not exceed (nearest rank)."""
    return ordered[-(-len(ordered) * percent // 100) - 1] if ordered else None


def share(kept: Sequence[bool]) -> float | None:
    """Return how many of all are true, from 0 to 1; None for none."""
    return sum(kept) / len(kept) if kept else None
