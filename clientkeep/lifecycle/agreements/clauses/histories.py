"""The wordings of a clause, the newest first, each with what it changed."""

from dataclasses import dataclass

from clientkeep.foundation.differences import Lines, lines_between

from .model import Clause, Wording


@dataclass(frozen=True)
class Reworded:
    """A wording, and its lines beside those of the one before: (same, taken or added; words)."""

    wording: Wording
    lines: Lines


def history_of(clause: Clause) -> list[Reworded]:
    """Return every wording with what changed; the first one is all new."""
    before: list[str] = []
    found = []
    for each in clause.wordings.order_by("edition"):
        now = spoken(each.title, each.body)
        found.append(Reworded(each, lines_between(before, now) if before else tuple(("same", line) for line in now)))
        before = now
    return found[::-1]


def spoken(title: str, body: str) -> list[str]:
    """The lines of a clause, its heading first."""
    return [title, *(line for line in body.split("\n") if line.strip())]
