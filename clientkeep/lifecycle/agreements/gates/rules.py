"""When a gate is open: one rule over what it needs, what holds, and whether somebody overrode it."""

from collections.abc import Iterable, Sequence


def missing(needs: Sequence[str], holding: Iterable[str]) -> list[str]:
    """Return what is needed and does not hold, in the order of the needs."""
    held = set(holding)
    return [slug for slug in needs if slug not in held]


def is_open(needs: Sequence[str], holding: Iterable[str], overridden: bool) -> bool:
    """Whether work may start."""
    return overridden or not missing(needs, holding)


def in_words(words: Sequence[str]) -> str:
    """"a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
