"""The client list as CSV, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from .custom_field import CustomField
from .model import STAGE_LABELS, Client

COLUMNS = (
    "name legal_name email phone website tax_id address_line1 address_line2 city region postal_code country "
    "time_zone language currency terms_days tier"
).split()


def rows_of(clients: QuerySet, fields: list[CustomField]) -> Iterator[str]:
    """Yield the CSV, a line at a time, its head first. Cells that a spreadsheet would run begin with an apostrophe."""
    people = ["person", "person_email", "person_phone", "person_power", "person_interest"]
    yield "\ufeff" + _line(["stage", *COLUMNS, "tags", "owner", *people, "next_step", "last_contact", *(f.label for f in fields)])
    for client in clients.select_related("owner__user").prefetch_related("contacts").iterator(chunk_size=500):
        yield _line(_cells(client, fields))


def _cells(client: Client, fields: list[CustomField]) -> list[Any]:
    person = next((person for person in client.contacts.all() if not person.removed_at), None)
    return [
        STAGE_LABELS[client.stage],
        *(getattr(client, name) for name in COLUMNS),
        ", ".join(client.tags),
        client.owner or "",
        *((person.name, person.email, person.phone, person.power, person.interest) if person else [""] * 5),
        client.next_step,
        client.last_contact_at.date().isoformat() if client.last_contact_at else "",
        *(client.custom.get(field.key, "") for field in fields),
    ]


def _line(cells: list[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()


def safe_cell(value: Any) -> str:
    """Return a value as text that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠") else text
