"""Cells of CSV files that we write, made safe for spreadsheets, and read back as they were.

A text that begins with one of these signs would run as a formula when the file is opened (OWASP, CSV injection).
"""

from datetime import date, datetime
from decimal import Decimal

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def as_text_cell(value: object) -> str:
    """Text for one CSV cell. Numbers and dates by their type stay what they are; any text is defused by a '."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, Decimal)):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    text = str(value)
    return "'" + text if _needs_guard(text) else text


def from_text_cell(text: str) -> str:
    """Undo the guard that as_text_cell (or a spreadsheet's ="0012") put around a text."""
    if text[:1] == "'" and _needs_guard(text):
        return text[1:].strip()
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        return text[2:-1].strip()
    return text


def _needs_guard(text: str) -> bool:
    """A text that already looks guarded is guarded again, so that undoing it gives the same text back."""
    return text.lstrip(" '").startswith(_STARTS_A_FORMULA)
