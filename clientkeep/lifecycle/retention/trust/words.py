"""How days and delays read in a line of the account. Plain Python."""

from typing import Any


def days_words(days: float) -> str:
    """Write "3 days", or hours where it is less than one."""
    if days < 1:
        hours = max(1, round(days * 24))
        return f"{hours} hour{'' if hours == 1 else 's'}"
    whole = round(days)
    return f"{whole} day{'' if whole == 1 else 's'}"


def late_words(days: int) -> str:
    """Write "4 days late", "2 days early", "on its day"."""
    if days == 0:
        return "on its day"
    return f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'late' if days > 0 else 'early'}"


def against(habit: float | None) -> str:
    """Write what is usual beside what happened; nothing while nothing is usual yet."""
    return "" if habit is None else f"; {late_words(round(habit))} is usual for them"


def paper_words(data: Any) -> str:
    """Write "quote Q-2026-0002" from an event's payload."""
    return f"{data.get('kind', 'quote')} {data.get('number', '')}".strip()


def signed(points: float) -> str:
    """Write points with their sign: "+3", "−5", "0"."""
    if not points:
        return "0"
    return f"{'+' if points > 0 else '−'}{abs(points):g}"
