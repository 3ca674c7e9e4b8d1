"""What a proposal shows of others' words, such as case studies and testimonials. Plain Python.

A draft keeps only which ones, so that it says nothing that was taken back meanwhile. What is issued keeps their words.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .kinds import TYPES

# The types of blocks that are lent, each with the column that says which one a row shows.
KEYS = {kind.slug: next(column.name for column in kind.columns if not column.shown) for kind in TYPES.values() if kind.picks}
Blocks = Sequence[Mapping[str, Any]]


def ids_of(blocks: Blocks, kind: str) -> list[str]:
    """The ids of what these blocks show of one type."""
    return [row[KEYS[kind]] for block in blocks if block["type"] == kind for row in block["rows"]]


def bare(block: Mapping[str, Any]) -> dict[str, Any]:
    """Return an issued block as a draft keeps it."""
    key = KEYS.get(block["type"])
    if key is None:
        return dict(block)
    return {**block, "rows": [{"title": row["title"], key: row[key]} for row in block["rows"]]}


def places(blocks: Blocks, kind: str) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """Each row of one type with where it stands and its block."""
    for n, block in enumerate(blocks):
        if block["type"] == kind:
            yield from ((f"blocks[{n}].rows[{m}].{KEYS[kind]}", block, row) for m, row in enumerate(block["rows"]))
