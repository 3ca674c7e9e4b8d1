"""Clauses among the blocks of a proposal: their fields filled for readers, and their words as taken from the library. Plain Python.

A draft keeps the words with their fields. What is issued keeps them filled, and beside them the words with fields, for a next version.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.agreements.clauses import rules as clauses

from . import lent

CLAUSE = "clause"
_SPOKEN = ("title", "text")
Blocks = Sequence[Mapping[str, Any]]


def of(blocks: Blocks) -> list[Mapping[str, Any]]:
    """The clauses among the blocks."""
    return [block for block in blocks if block["type"] == CLAUSE]


def filled(blocks: Blocks, values: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the blocks with the fields of their clauses replaced, and `fields`: the words before, where they differ."""
    return [_filled(block, values) if block["type"] == CLAUSE and "fields" not in block else dict(block) for block in blocks]


def restored(blocks: Blocks) -> list[dict[str, Any]]:
    """Return issued blocks as a draft keeps them: clauses with their fields, what is lent without its words."""
    kept = ({**{name: value for name, value in block.items() if name != "fields"}, **block.get("fields", {})} for block in blocks)
    return [lent.bare(block) for block in kept]


def check_gaps(blocks: Blocks, values: Mapping[str, str]) -> None:
    """Raise Invalid naming the first clause that asks for what the proposal does not say."""
    for place, block in enumerate(blocks):
        if block["type"] != CLAUSE:
            continue
        for name in _SPOKEN:
            for gap in clauses.gaps(block[name], values):
                raise Invalid(f"“{clauses.filled(block['title'], values)}” asks for {{{gap}}}: {_SAY[gap]}", f"blocks[{place}].{name}")


_SAY = {
    "client": "give the client a name.",
    "firm": "give your firm a name under Settings.",
    "price": "add a price.",
    "deposit": "make the first payment of the schedule due on acceptance, or change the clause.",
    "start": "write a date into the first row of the timeline, or change the clause.",
    "law": "choose your country under Settings, or write the law into the clause.",
}


def _filled(block: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    before = {name: block[name] for name in _SPOKEN}
    after = {name: clauses.filled(words, values) for name, words in before.items()}
    return {**block, **after, "fields": before} if after != before else dict(block)
