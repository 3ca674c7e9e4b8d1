"""Times of many calls in two numbers."""

from collections.abc import Sequence


def p50(times: Sequence[float]) -> float:
    """The middle of the times."""
    return _at(times, 0.50)


def p95(times: Sequence[float]) -> float:
    """Nineteen of twenty are below."""
    return _at(times, 0.95)


def _at(times: Sequence[float], share: float) -> float:
    ordered = sorted(times)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 2)
