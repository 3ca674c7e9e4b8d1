"""Acts on one block among the others: put in, move, take out. Each returns a new list."""

from collections.abc import Collection, Sequence
from typing import Any

from clientkeep.foundation.errors import Invalid

from ..blocks import rules
from ..blocks.kinds import TYPES
from ..blocks.placing import CLOSING, before_terms

Blocks = Sequence[dict[str, Any]]


def with_new(blocks: Blocks, kind: str, takes: Collection[str] = TYPES) -> list[dict[str, Any]]:
    """Put an empty block of a type where it belongs: before the terms. Raises Invalid for an unknown or second one."""
    if kind not in takes or TYPES[kind].of_library:
        raise Invalid("Choose what to add.", "type")
    row = TYPES[kind]
    title = "" if kind in ("text", "package") else row.title
    made = {"id": rules.new_id({block["id"] for block in blocks}), "type": kind, "title": title}
    place = len(blocks)
    if kind == "package":
        made["title"] = f"Package {sum(block['type'] == 'package' for block in blocks) + 1}"
        place = max((n + 1 for n, block in enumerate(blocks) if TYPES[block["type"]].priced), default=place)
    elif kind not in CLOSING:
        place = before_terms(blocks)
    return rules.checked([*blocks[:place], made, *blocks[place:]])


def moved(blocks: Blocks, block_id: str, by: int) -> list[dict[str, Any]]:
    """Move a block up (-1) or down (1); at an end it stays."""
    order = list(blocks)
    at = next(n for n, block in enumerate(order) if block["id"] == block_id)
    to = min(max(at + by, 0), len(order) - 1)
    order.insert(to, order.pop(at))
    return order


def without(blocks: Blocks, block_id: str) -> list[dict[str, Any]]:
    """Take a block out."""
    return [block for block in blocks if block["id"] != block_id]


def replaced(blocks: Blocks, block: dict[str, Any]) -> list[dict[str, Any]]:
    """Put a block in the place of the one with its id. A package that is recommended takes that from the others."""
    order = [block if each["id"] == block["id"] else dict(each) for each in blocks]
    if block.get("recommended"):
        for each in order:
            if each["type"] == "package" and each["id"] != block["id"]:
                each["recommended"] = False
    return order
