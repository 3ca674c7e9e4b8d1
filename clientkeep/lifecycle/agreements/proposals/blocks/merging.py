"""Merge fields in blocks: {client.name} and its like, replaced by a fixed list and in one pass. Plain Python.

What is put in is never looked through again, and braces that name no field stay as they were typed.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from .kinds import TYPES

FIELDS = {
    "client.name": "the client’s name",
    "firm.name": "your name",
    "firm.email": "your e-mail address",
    "firm.phone": "your telephone number",
    "valid_until": "the last day on which it holds",
    "today": "today’s date",
}
_OF_CLAUSES = {"client.name": "client"}
_NO_PROSE = {"id", "type", "clause_id", "unit", "unit_price", "quantity", "taxes", "share", "revisions", "discount_percent"}
_PICKED = {each.slug for each in TYPES.values() if each.picks}
SHORTEST = 2
_FIELD = re.compile(r"\{(" + "|".join(re.escape(name) for name in FIELDS) + r")\}")


def filled(blocks: Sequence[Mapping[str, Any]], values: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the blocks with their fields replaced. A field without a value stays, so that the gap is seen."""
    return [_untouched(_filled(block, values), block) for block in blocks]


def unfilled(blocks: Sequence[Mapping[str, Any]], told: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the blocks with fields where these values stand as whole words; what is no prose stays as it is."""
    return [_untouched(_unfilled(block, told, block["type"] == "clause"), block) for block in blocks]


def _untouched(made: dict[str, Any], block: Mapping[str, Any]) -> dict[str, Any]:
    """What is picked stays word for word: its client agreed to just that."""
    return {**made, "rows": block["rows"]} if block.get("type") in _PICKED else made


def _unfilled(thing: Any, told: Mapping[str, str], in_clause: bool) -> Any:
    if isinstance(thing, str):
        for name, value in told.items():
            field = _OF_CLAUSES.get(name) if in_clause else name
            if field and len(value) >= SHORTEST:
                thing = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", lambda _, field=field: f"{{{field}}}", thing)
        return thing
    if isinstance(thing, Mapping):
        return {name: value if name in _NO_PROSE else _unfilled(value, told, in_clause) for name, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [_unfilled(each, told, in_clause) for each in thing]
    return thing


def _filled(thing: Any, values: Mapping[str, str]) -> Any:
    if isinstance(thing, str):
        return _FIELD.sub(lambda found: values.get(found[1]) or found[0], thing)
    if isinstance(thing, Mapping):
        return {name: _filled(value, values) for name, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [_filled(each, values) for each in thing]
    return thing
