"""What a proposal promises beside its prices: deliverables, milestones, and what is not included. Plain Python."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Promised:
    """One entry of the ledger that has no price. `revisions` in rounds, None where nothing is said."""

    act: str
    part: str
    what: str
    due_on: dt.date | None = None
    revisions: int | None = None


def promised(blocks: Sequence[Mapping[str, Any]]) -> list[Promised]:
    """Return what these blocks promise, in their order."""
    return [each for block in blocks for row in block.get("rows", ()) for each in _of(block["type"], row) if each.what.strip()]


def _of(kind: str, row: Mapping[str, Any]) -> Iterator[Promised]:
    if kind == "deliverables":
        yield Promised("in", "deliverable", row["what"], revisions=int(row["revisions"]) if row["revisions"] else None)
    elif kind == "timeline":
        day = _day(row["when"])
        # What follows something else has no day of its own yet; its words say when.
        words = row["what"] if day or not row["when"] or not row["what"] else f"{row['what']}, {row['when']}"
        yield Promised("in", "milestone", words, due_on=day)
    elif kind == "out_of_scope":
        yield Promised("not", "line", row["what"])


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return None
