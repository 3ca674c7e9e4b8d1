"""Pages of a list by key, not by counting: the next page begins after the last row, however long the list is."""

import base64
import datetime as dt
import heapq
import json
import uuid
from typing import Any

from django.db.models import F, Q, QuerySet

from .filters import Filters

PAGE = 50
_NO_DAY = dt.date.max


def page_of(found: QuerySet, filters: Filters, after: str = "") -> tuple[list[Any], str]:
    """Return up to PAGE rows and the cursor of the next page (empty at the end). A broken cursor starts anew."""
    start = _read(after)
    parts = [_rows(found.filter(kind=kind), filters, start) for kind in filters.kinds]
    rows = parts[0] if len(parts) == 1 else _merged(parts, filters)
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    return rows, _write(rows[-1], filters) if more else ""


def _rows(found: QuerySet, filters: Filters, start: tuple[dt.date | None, uuid.UUID] | None) -> list[Any]:
    column, up = filters.column, filters.ascending
    if start:
        found = found.filter(_beyond(column, up, *start))
    nullable = column != "issue_date"
    first = F(column).asc(nulls_last=True) if up else F(column).desc(nulls_last=True)
    order = (first if nullable else (column if up else f"-{column}"), "id" if up else "-id")
    return list(found.order_by(*order)[: PAGE + 1])


def _beyond(column: str, up: bool, day: dt.date | None, last_id: uuid.UUID) -> Q:
    side = "gt" if up else "lt"
    same = Q(**{column: day, f"id__{side}": last_id}) if day else Q(**{f"{column}__isnull": True, f"id__{side}": last_id})
    if day is None:
        return same
    return Q(**{f"{column}__{side}": day}) | same | (Q(**{f"{column}__isnull": True}) if column != "issue_date" else Q())


def _merged(parts: list[list[Any]], filters: Filters) -> list[Any]:
    """Each kind is read along its own index; here they become one list."""
    empty = _NO_DAY if filters.ascending else dt.date.min

    def key(row: Any) -> tuple[dt.date, uuid.UUID]:
        return getattr(row, filters.column) or empty, row.pk

    return list(heapq.merge(*parts, key=key, reverse=not filters.ascending))


def _write(row: Any, filters: Filters) -> str:
    day = getattr(row, filters.column)
    body = json.dumps([day.isoformat() if day else None, str(row.pk)])
    return base64.urlsafe_b64encode(body.encode()).decode()


def _read(cursor: str) -> tuple[dt.date | None, uuid.UUID] | None:
    if not cursor or len(cursor) > 200:
        return None
    try:
        day, last_id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return (dt.date.fromisoformat(day) if day else None), uuid.UUID(last_id)
    except (ValueError, TypeError):
        return None
