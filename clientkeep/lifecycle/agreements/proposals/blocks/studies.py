"""Case studies among the blocks of a proposal. Plain Python.

A draft keeps only which ones, so that it says nothing that was taken back meanwhile. What is issued keeps their words.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

STUDIES = "case_studies"
Blocks = Sequence[Mapping[str, Any]]


def ids_of(blocks: Blocks) -> list[str]:
    """The ids of the case studies that these blocks show."""
    return [row["study_id"] for block in blocks if block["type"] == STUDIES for row in block["rows"]]


def bare(block: Mapping[str, Any]) -> dict[str, Any]:
    """Return an issued block as a draft keeps it."""
    if block["type"] != STUDIES:
        return dict(block)
    return {**block, "rows": [{"title": row["title"], "study_id": row["study_id"]} for row in block["rows"]]}


def places(blocks: Blocks) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """Each row with where it stands and its block."""
    for n, block in enumerate(blocks):
        if block["type"] == STUDIES:
            yield from ((f"blocks[{n}].rows[{m}].study_id", block, row) for m, row in enumerate(block["rows"]))
