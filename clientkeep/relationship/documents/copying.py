"""A document's content as plain values: for a copy, for bringing a dropped draft back, for telling two versions apart."""

from typing import Any

from .drafting import FIELDS

DATES = ("issue_date", "due_date", "valid_until")


def values_of(document: Any, dates: bool = True) -> dict[str, Any]:
    """Return what Document.draft takes beside client and kind: `lines` and the fields of drafting.FIELDS."""
    values = {name: getattr(document, name) for name in FIELDS if dates or name not in DATES}
    values["lines"] = [
        {
            "description": line.description,
            "quantity": line.quantity,
            "unit": line.unit,
            "unit_price": line.unit_price,
            "discount_percent": line.discount_percent,
            "taxes": line.taxes,
        }
        for line in document.lines.all()
    ]
    return values


def plain_values_of(document: Any) -> dict[str, Any]:
    """The same as text and whole numbers only, so that it can be kept in a session and compared."""
    values = values_of(document)
    for name in FIELDS:
        values[name] = _plain(values[name])
    values["lines"] = [{name: _plain(value) for name, value in line.items()} for line in values["lines"]]
    return values


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | bool | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else f"{value.normalize():f}"
