"""Blocks as plain values, checked: what comes from a form, the API or a template. Plain Python, no clock."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.agreements.clauses.rules import check_fields

from .kinds import TYPES, BlockType, Column

MOST_BLOCKS = 40
MOST_ROWS = 60
MOST_PACKAGES = 6
LONGEST_TEXT = 20_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NAMES, _OF_CLAUSE = {"id", "type", "title", "text", "rows", "recommended"}, {"clause_id", "edition"}
_ID = re.compile(r"b[0-9]{1,4}")


def checked(blocks: Any, takes: Collection[str] = TYPES) -> list[dict[str, Any]]:
    """Return the blocks in their one form, each with an id of its own. Raises Invalid naming blocks[n].field.

    `takes`: the types that the paper may hold.

    Rows of priced blocks are left for the document to check, as it checks its lines.
    """
    if not isinstance(blocks, Sequence) or isinstance(blocks, str) or len(blocks) > MOST_BLOCKS:
        raise Invalid(f"Give a list of {MOST_BLOCKS} blocks at most.", "blocks")
    taken: set[str] = set()
    made = [_block(block, f"blocks[{place}]", taken) for place, block in enumerate(blocks)]
    _check_counts(made)
    for place, block in enumerate(made):
        if block["type"] not in takes:
            raise Invalid(f"This paper holds no block “{TYPES[block['type']].label}”.", f"blocks[{place}].type")
    return made


def new_id(taken: set[str]) -> str:
    """Return an id that no block has yet, and take it."""
    highest = max((int(each[1:]) for each in taken), default=0)
    taken.add(made := f"b{highest + 1}")
    return made


def text_of(value: Any, most: int, at: str) -> str:
    """Return readable text. Raises Invalid where it is too long or no text."""
    if isinstance(value, bool | Mapping | list):
        raise Invalid("Give a text here.", at)
    text = _CONTROL.sub("", str("" if value is None else value).replace("\r\n", "\n")).strip()
    if len(text) > most:
        raise Invalid(f"Keep it under {most:,} characters.", at)
    return text


def _block(block: Any, at: str, taken: set[str]) -> dict[str, Any]:
    if not isinstance(block, Mapping) or block.get("type") not in TYPES:
        raise Invalid(f"Choose a type: {', '.join(TYPES)}.", f"{at}.type")
    kind = TYPES[block["type"]]
    _refuse_unknown(block, _NAMES | (_OF_CLAUSE if kind.slug == "clause" else set()), at)
    own = str(block.get("id") or "")
    if own and (not _ID.fullmatch(own) or own in taken):
        raise Invalid("Leave the id out, or send the one that the block had.", f"{at}.id")
    taken.add(own) if own else None
    made = {"id": own or new_id(taken), "type": kind.slug, "title": text_of(block.get("title"), 200, f"{at}.title")}
    if kind.has_text:
        made["text"] = text_of(block.get("text"), LONGEST_TEXT, f"{at}.text")
    if kind.slug == "clause":
        made |= _clause(block, made, at)
    if kind.slug == "package":
        made["recommended"] = bool(block.get("recommended"))
    if kind.priced or kind.columns:
        made["rows"] = _rows(kind, block.get("rows") or [], at)
    return made


def _clause(block: Mapping[str, Any], made: Mapping[str, str], at: str) -> dict[str, Any]:
    """Which clause it was and in which edition; the fields in its words are those of the library, and no others."""
    for name in ("title", "text"):
        check_fields(made[name], f"{at}.{name}")
    named, edition = str(block.get("clause_id") or ""), block.get("edition") or 0
    if named and not _UUID.fullmatch(named):
        raise Invalid("Name the clause by its id.", f"{at}.clause_id")
    if isinstance(edition, bool) or not isinstance(edition, int) or not 0 <= edition < 10**8:
        raise Invalid("Name the edition by its number.", f"{at}.edition")
    if not named and not made["text"]:
        raise Invalid("Name a clause, or write its words.", f"{at}.text")
    return {"clause_id": named, "edition": edition if named else 0}


def _rows(kind: BlockType, rows: Any, at: str) -> list[dict[str, Any]]:
    if not isinstance(rows, Sequence) or isinstance(rows, str) or len(rows) > MOST_ROWS:
        raise Invalid(f"A block holds {MOST_ROWS} rows at most.", f"{at}.rows")
    if not all(isinstance(row, Mapping) for row in rows):
        raise Invalid("Give each row as an object.", f"{at}.rows")
    if kind.priced:
        return [dict(row) for row in rows]
    return [_row(kind, row, f"{at}.rows[{place}]") for place, row in enumerate(rows)]


def _row(kind: BlockType, row: Mapping[str, Any], at: str) -> dict[str, str]:
    _refuse_unknown(row, {column.name for column in kind.columns}, at)
    return {column.name: _cell(column, row.get(column.name), f"{at}.{column.name}") for column in kind.columns}


def _cell(column: Column, value: Any, at: str) -> str:
    text = text_of(value, column.most, at)
    if column.whole_number and text and not (text.isascii() and text.isdecimal()):
        raise Invalid("Give a whole number, or leave it empty.", at)
    return text


def _check_counts(blocks: Sequence[Mapping[str, Any]]) -> None:
    seen: set[str] = set()
    for place, block in enumerate(blocks):
        if TYPES[block["type"]].only_once and block["type"] in seen:
            raise Invalid(f"There is a block “{TYPES[block['type']].label}” already.", f"blocks[{place}].type")
        seen.add(block["type"])
    if sum(block["type"] == "package" for block in blocks) > MOST_PACKAGES:
        raise Invalid(f"Offer {MOST_PACKAGES} packages at most.", "blocks")
    if sum(bool(block.get("recommended")) for block in blocks) > 1:
        raise Invalid("Recommend one package.", "blocks")


def _refuse_unknown(given: Mapping[str, Any], known: set[str], at: str) -> None:
    if unknown := sorted(str(name) for name in set(given) - known):
        raise Invalid(f"{unknown[0]} is not a field here.", f"{at}.{unknown[0]}")
