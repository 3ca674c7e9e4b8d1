"""A list as CSV that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from clientkeep.foundation.money import Money

HEAD = "kind,number,client,state,issued,due,valid until,currency,subtotal,discount,tax,total,open,reference,title".split(",")
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BATCH = 500


def csv_rows(found: QuerySet) -> Iterator[str]:
    """Yield the file line by line, newest first."""
    yield "\ufeff" + _line(HEAD)
    documents = found.select_related("client").order_by("-issue_date", "-id").iterator(chunk_size=BATCH)
    for document in documents:
        yield _line(_cells(document))


def plain_cell(value: Any) -> str:
    """Return a cell as text that starts no formula."""
    text = str(value if value is not None else "")
    return "'" + text if text.startswith(_STARTS_FORMULA) else text


def _cells(document: Any) -> list[Any]:
    money = (
        document.subtotal_minor, document.discount_total_minor, document.tax_total_minor,
        document.total_minor - document.deducted_minor, document.balance_minor,
    )  # fmt: skip
    return [
        document.label, document.number, document.client.name, document.state, document.issue_date, document.due_date,
        document.valid_until, document.currency, *(Money(minor, document.currency) for minor in money),
        document.reference, document.title,
    ]  # fmt: skip


def _line(cells: list[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([plain_cell(cell) for cell in cells])
    return out.getvalue()
