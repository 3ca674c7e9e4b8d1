"""Pages by cursor: a page ends with the key of its last row, and the next one begins behind it."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from pydantic import BaseModel, ConfigDict, Field

from clientkeep.foundation.errors import Invalid

from .answers import answer

MOST, USUAL = 200, 50


class Page(BaseModel):
    """What every list takes: `limit` rows, beginning behind `cursor` (the `next` of the page before)."""

    model_config = ConfigDict(extra="forbid")
    limit: int = Field(USUAL, ge=1, le=MOST, description="Rows on a page")
    cursor: str = Field("", max_length=500, description="The `next` of the page before; nothing for the first page")


def page_answer(rows: Sequence[Any], limit: int, key: Callable[[Any], list[Any]], tell: Callable[[Any], Any]) -> HttpResponse:
    """Answer with a page. `rows` holds one more than `limit` where the list goes on."""
    shown = rows[:limit]
    more = write_cursor(key(shown[-1])) if len(rows) > limit else None
    return answer({"items": [tell(row) for row in shown], "next": more})


def write_cursor(key: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).decode().rstrip("=")


def read_cursor(cursor: str, *readers: Callable[[Any], Any]) -> list[Any] | None:
    """Return the key in a cursor, each part read by its reader; None for the first page. Raises Invalid."""
    if not cursor:
        return None
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(parts, list) or len(parts) != len(readers):
            raise ValueError
        return [reader(part) for reader, part in zip(readers, parts, strict=True)]
    except (ValueError, TypeError, AttributeError, binascii.Error, RecursionError, OverflowError):
        raise Invalid("Give the `next` of the page before, as it came.", "cursor") from None
