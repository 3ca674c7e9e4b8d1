"""What the pages and the command line say of rows: verdicts, changes and choices in words."""

from collections.abc import Iterable
from typing import Any

from ..reading.fields import FIELDS
from .row import VERDICTS, ImportRow

MEANINGS = {"new": "good", "update": "waiting", "same": "quiet", "conflict": "late", "refused": "broken"}
OUTCOMES = {
    "created": ("Added", "good"),
    "updated": ("Updated", "good"),
    "same": ("Same", "quiet"),
    "skipped": ("Left out", "quiet"),
    "refused": ("Refused", "broken"),
    "deleted": ("Removed again", "quiet"),
    "reverted": ("As before", "quiet"),
    "archived": ("Archived", "quiet"),
    "kept": ("Stays", "late"),
}
LONGEST_VALUE = 80


def state_of(row: ImportRow) -> tuple[str, str]:
    """A row's state as a word and its meaning."""
    return OUTCOMES[row.outcome] if row.outcome else (VERDICTS[row.verdict], MEANINGS[row.verdict])


def rows_in_words(numbers: list[int]) -> str:
    """"Row 4", "Rows 4, 9 and 12", "Rows 4, 9, 12 and 5 more"."""
    if len(numbers) <= 1:
        return f"Row {numbers[0]}" if numbers else ""
    shown = [str(number) for number in numbers[:4]]
    if len(numbers) > 4:
        return f"Rows {', '.join(shown[:3])} and {len(numbers) - 3} more"
    return f"Rows {', '.join(shown[:-1])} and {shown[-1]}"


def changes_in_words(changes: Iterable[list[Any]]) -> list[dict[str, str]]:
    """Each change as label, old and new; what a contact gains names the contact."""
    return [
        {"label": _label(field, subject), "old": _value(old), "new": _value(new)} for field, old, new, subject in changes
    ]


def brought_by(record: dict[str, Any]) -> str:
    """What a new client comes with, in a line: e-mail, place, people, balance."""
    parts = [record.get("email", ""), ", ".join(filter(None, (record.get("city"), record.get("country"))))]
    people = len(record.get("contacts", ()))
    if people:
        parts.append(f"{people} contact{'s' if people > 1 else ''}")
    balance = record.get("opening_balance")
    if balance:
        parts.append(f"opening balance {balance['amount']} {balance['currency']}".strip())
    return " · ".join(part for part in parts if part)


def _label(field: str, subject: str) -> str:
    if field == "contact":
        return "New contact"
    if field.startswith("contact."):
        return f"{subject}: {field.removeprefix('contact.')}"
    if field.startswith("custom."):
        return field.removeprefix("custom.")
    if field == "external":
        return "Id in the other tool"
    return FIELDS[field].label if field in FIELDS else field.replace("_", " ").capitalize()


def _value(value: Any) -> str:
    text = ", ".join(str(each) for each in value) if isinstance(value, list) else str("" if value is None else value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
