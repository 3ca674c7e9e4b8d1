"""Two versions side by side: which blocks differ, and in which lines. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clientkeep.foundation.differences import Lines, lines_between

from .kinds import TYPES


@dataclass(frozen=True)
class Difference:
    """One block that differs: its name, and its lines in order as (same, taken or added; words)."""

    where: str
    lines: Lines


def differences(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[Difference]:
    """Return the blocks that differ, in the order of the newer version; blocks taken out come last. Ids say which is which."""
    old = {block["id"]: block for block in before}
    found = [_compared(_name(block), _lines(old.pop(block["id"], None)), _lines(block)) for block in after]
    found += [_compared(_name(block), _lines(block), []) for block in old.values()]
    return [each for each in found if each is not None]


def compared_lines(where: str, before: Sequence[str], after: Sequence[str]) -> list[Difference]:
    """The same for plain lines, such as a document's head: one difference, or none."""
    found = _compared(where, list(before), list(after))
    return [found] if found else []


def _compared(where: str, before: list[str], after: list[str]) -> Difference | None:
    if before == after:
        return None
    return Difference(where, lines_between(before, after))


def _name(block: Mapping[str, Any]) -> str:
    return block["title"] or TYPES[block["type"]].label


def _lines(block: Mapping[str, Any] | None) -> list[str]:
    if block is None:
        return []
    lines = [block["title"]] if block["title"] else []
    lines += ["Recommended"] if block.get("recommended") else []
    lines += [line for line in block.get("text", "").split("\n") if line.strip()]
    return lines + [_row(block["type"], row) for row in block.get("rows", [])]


def _row(kind: str, row: Mapping[str, Any]) -> str:
    if TYPES[kind].priced:
        quantity = "" if row["quantity"] == "1" and not row["unit"] else f"{row['quantity']} {row['unit']}".strip() + " × "
        price = "no price yet" if row["unit_price"] is None else f"{quantity}{row['unit_price']}"
        off = f" −{row['discount_percent']}%" if row["discount_percent"] else ""
        taxes = ", ".join(f"{tax['name']} {tax['percent']}%" for tax in row["taxes"])
        return f"{row['description']}: {price}{off}" + (f" ({taxes})" if taxes else "")
    labels = {column.name: column.label for column in TYPES[kind].columns if column.shown}
    first, *rest = labels
    said = [f"{labels[name].lower()}: {row[name]}" for name in rest if row[name]]
    return row[first] + (f" ({'; '.join(said)})" if said else "")
