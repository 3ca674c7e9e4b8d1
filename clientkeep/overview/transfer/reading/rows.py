"""The cells of a table, sorted into fields by a mapping."""

import re
from collections.abc import Iterator

from .building import RowValues
from .mapping import Mapping
from .source import Table
from .values.text import blank_if_empty

_CLOSING = re.compile(
    r"^((grand )?totals?|summe|gesamt|total général|total general|suma)\b.{0,40}$"
    r"|^(mon|tues|wednes|thurs|fri|satur|sun)day, .{4,60}$",
    re.IGNORECASE,
)
_LIST_FIELDS = frozenset({"company", "contact_email", "email", "contact_phone", "phone", "website"})


def table_rows(table: Table, mapping: Mapping) -> Iterator[RowValues]:
    """Every data row by field. A report's closing line ('Total …', its date) is no row."""
    fed = [
        (column.index, column.field, column.custom_name or column.header)
        for column in sorted(mapping.columns, key=lambda each: (each.order, each.index))
        if column.field != "ignore" and column.index < len(table.headers)
    ]
    for row in table.rows():
        if _closes(row.cells):
            continue
        values: dict[str, list[str]] = {}
        custom: dict[str, str] = {}
        for index, slug, custom_name in fed:
            cell = row.cells[index]
            if not cell or not (cell := blank_if_empty(cell)):
                continue
            if slug == "custom":
                custom[custom_name] = cell
            else:
                values.setdefault(slug, []).extend(_apart(cell, slug, mapping.values_joined_by))
        if values or custom or row.problem:
            yield RowValues(
                row.number,
                values,
                custom,
                mapping.source,
                mapping.people,
                mapping.values_joined_by,
                mapping.unclear_names_are_people,
                mapping.tags_left_out,
                row.problem,
            )


def _closes(cells: list[str]) -> bool:
    """A report's last lines have little beside their first cell."""
    return len(cells) > 2 and not cells[1] and not cells[2] and bool(_CLOSING.match(cells[0][:80]))


def _apart(cell: str, slug: str, joined_by: str) -> list[str]:
    """Several values in one cell, where the tool joins them by a mark of its own."""
    if joined_by and slug in _LIST_FIELDS and joined_by in cell:
        return [part.strip() for part in cell.split(joined_by) if part.strip()]
    return [cell]
