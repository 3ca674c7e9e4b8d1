"""Two texts side by side, line by line. Plain Python."""

import difflib
from collections.abc import Sequence

SAME, TAKEN, ADDED = "same", "taken", "added"
Lines = tuple[tuple[str, str], ...]


def lines_between(before: Sequence[str], after: Sequence[str]) -> Lines:
    """Return the lines in order as (same, taken or added; words)."""
    lines: list[tuple[str, str]] = []
    for act, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            lines += [(SAME, line) for line in before[a:b]]
            continue
        lines += [(TAKEN, line) for line in before[a:b]]
        lines += [(ADDED, line) for line in after[c:d]]
    return tuple(lines)
