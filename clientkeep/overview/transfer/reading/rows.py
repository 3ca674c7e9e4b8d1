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
    fed = sorted(
        (column for column in mapping.columns if column.field != "ignore"), key=lambda c: (c.order, c.index)
    )
    for row in table.rows():
        if (
            len(row.cells) > 2
            and _CLOSING.match(row.cells[0])
            and not any(row.cells[1:3])
            and sum(map(bool, row.cells)) < 3
        ):
            continue
        values: dict[str, list[str]] = {}
        custom: dict[str, str] = {}
        for column in fed:
            cell = row.cells[column.index] if column.index < len(row.cells) else ""
            if not cell or not (cell := blank_if_empty(cell)):
                continue
            if column.field == "custom":
                custom[column.custom_name or column.header] = cell
            else:
                values.setdefault(column.field, []).extend(
                    _apart(cell, column.field, mapping.values_joined_by)
                )
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


def _apart(cell: str, slug: str, joined_by: str) -> list[str]:
    """Several values in one cell, where the tool joins them by a mark of its own."""
    if joined_by and slug in _LIST_FIELDS and joined_by in cell:
        return [part.strip() for part in cell.split(joined_by) if part.strip()]
    return [cell]
