"""What a person types into the editor, as its form sends it."""

from typing import Any

COLUMNS = ("what", "quantity", "price", "off", "tax")


def typed(rows: list[tuple[str, ...]] = (), **head: Any) -> dict[str, Any]:
    """A posted editor form: rows of (what, quantity, price, off, tax), and fields by name."""
    form = {"currency": "USD", "issue_date": "2026-03-02", "act": "save", **head}
    form.update({column: [row[place] for row in rows] for place, column in enumerate(COLUMNS)})
    return form
