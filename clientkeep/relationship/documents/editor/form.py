"""The editor's form: what was typed, cell by cell, what it means, and what is wrong with it, all errors at once."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.models import Client

from .. import defaults
from ..drafting import LONGEST_TEXT
from ..kinds import KINDS
from ..repeating import read_repeat, repeat_words
from .cells import Cells

COLUMNS = ("what", "quantity", "price", "off", "tax")
HEAD = (
    "client title currency issue_date due_date valid_until reference notes terms discount deposit repeat paid_on paid_by"
).split()
BLANK_ROWS = 3
PAID_BY = ["bank_transfer", "card", "cash", "check", "paypal", "stripe", "other"]
# Where an error of the model stands in the form.
CELL_OF = {"description": "what", "unit_price": "price", "discount_percent": "off", "taxes": "tax", "unit": "quantity"}


@dataclass
class Row:
    """One line as typed, with the errors of its cells by column and its amount once it is known."""

    what: str = ""
    quantity: str = ""
    price: str = ""
    off: str = ""
    tax: str = ""
    amount: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_blank(self) -> bool:
        return not (self.what.strip() or self.quantity.strip() or self.price.strip() or self.off.strip())


class EditorForm:
    """A document as its editor shows it. `read()` gives Document.draft's values, or None and `errors`."""

    def __init__(self, workspace: Any, kind: str, head: Mapping[str, str], rows: Iterable[Row], inclusive: bool) -> None:
        self.workspace, self.kind, self.head = workspace, KINDS[kind], {name: head.get(name, "") for name in HEAD}
        self.rows, self.inclusive = list(rows), inclusive
        self.errors: dict[str, str] = {}
        currency = self.head["currency"] if self.head["currency"] in DECIMALS else workspace.currency
        self.cells = Cells(workspace.locale, currency)
        self.usual_tax = ""

    @classmethod
    def blank(cls, workspace: Any, kind: str, client: Client | None) -> "EditorForm":
        """A new document of a kind, with the terms of firm and client filled in."""
        today, row = workspace.today(), KINDS[kind]
        notes, terms = defaults.texts_of(workspace, kind)
        head = {
            "client": client.name if client else "",
            "currency": client.billing_currency if client else workspace.currency,
            "issue_date": today.isoformat(),
            "due_date": _iso(defaults.due_date(workspace, client, today)) if row.dated_due else "",
            "valid_until": _iso(today + dt.timedelta(days=defaults.VALID_DAYS)) if row.expires else "",
            "notes": notes,
            "terms": terms,
        }
        form = cls(workspace, kind, head, [], False)
        form.usual_tax = form.cells.write_taxes(defaults.usual_taxes(workspace, client))
        form.rows = [Row(tax=form.usual_tax) for _ in range(BLANK_ROWS)]
        return form

    @classmethod
    def of(cls, document: Any) -> "EditorForm":
        """The form of a draft as it is saved."""
        cells, paid = Cells(document.workspace.locale, document.currency), document.payment or {}
        head = {
            "client": document.client.name,
            **{name: getattr(document, name) for name in ("title", "currency", "reference", "notes", "terms")},
            **{name: _iso(getattr(document, name)) for name in ("issue_date", "due_date", "valid_until")},
            "discount": cells.write_share(document.discount_percent, document.discount_minor),
            "deposit": cells.write_share(document.deposit_percent, document.deposit_minor),
            "repeat": repeat_words(document.repeat),
            "paid_on": paid.get("date") or "",
            "paid_by": paid.get("method") or "",
        }
        rows = [
            Row(
                line.description,
                cells.write_quantity(line.quantity, line.unit),
                cells.write_price(line.unit_price),
                cells.write_percent(line.discount_percent),
                cells.write_taxes(line.taxes),
            )
            for line in document.lines.all()
        ]
        form = cls(document.workspace, document.kind, head, rows, document.prices_include_tax)
        form.usual_tax = form.cells.write_taxes(defaults.usual_taxes(document.workspace, document.client))
        form.rows = form.rows or [Row(tax=form.usual_tax)]
        return form

    @classmethod
    def posted(cls, workspace: Any, kind: str, post: Any) -> "EditorForm":
        """The form as it was sent. Columns of unlike length mean a broken sender: Invalid."""
        columns = {name: post.getlist(name) for name in COLUMNS}
        if len({len(cells) for cells in columns.values()}) != 1:
            raise Invalid("The lines did not arrive whole. Load the page again.", "lines")
        rows = [Row(*cells) for cells in zip(*columns.values(), strict=True)]
        form = cls(workspace, kind, {name: post.get(name, "") for name in HEAD}, rows, "prices_include_tax" in post)
        form.usual_tax = post.get("usual_tax", "")[:200]
        return form

    def read(self) -> dict[str, Any] | None:
        """Return the values for Document.draft, lines included; None where `errors` or a row's errors say why not."""
        values = {**self._read_texts(), **self._read_dates(), **self._read_sums()}
        values["prices_include_tax"] = self.inclusive
        values["lines"] = [line for line in (self._read_row(n, row) for n, row in enumerate(self.rows)) if line]
        return None if self.has_errors else values

    @property
    def has_errors(self) -> bool:
        return bool(self.errors) or any(row.errors for row in self.rows)

    def take_refusal(self, refusal: Invalid) -> None:
        """Put an error of the model where a person finds it: at its cell, its field, or above the form."""
        name = refusal.field or ""
        if name.startswith("lines[") and "]." in name:
            place, _, column = name.removeprefix("lines[").partition("].")
            filled = [row for row in self.rows if not row.is_blank]
            if place.isdecimal() and int(place) < len(filled):
                filled[int(place)].errors[CELL_OF.get(column, column)] = refusal.message
                return
        name = name.removesuffix("_percent").removesuffix("_minor")
        self.errors[name if name in HEAD else "form"] = refusal.message

    @property
    def blank_row(self) -> Row:
        return Row(tax=self.usual_tax)

    def add_row(self) -> None:
        self.rows.append(self.blank_row)

    def drop_row(self, place: int) -> None:
        if 0 <= place < len(self.rows):
            del self.rows[place]
        if not self.rows:
            self.add_row()

    def _read_texts(self) -> dict[str, Any]:
        for name, most in LONGEST_TEXT.items():
            if len(self.head[name]) > most:
                self.errors[name] = f"Keep it under {most:,} characters."
        if self.head["currency"] not in DECIMALS:
            self.errors["currency"] = "Choose a currency of ISO 4217, such as USD."
        return {name: self.head[name].replace("\r\n", "\n") for name in (*LONGEST_TEXT, "currency")}

    def _read_dates(self) -> dict[str, Any]:
        wanted = ["issue_date"]
        wanted += ["due_date"] if self.kind.dated_due else []
        wanted += ["valid_until"] if self.kind.expires else []
        values: dict[str, Any] = {}
        for name in wanted:
            values[name] = self._tried(name, lambda name=name: _day(self.head[name], name))
        if values["issue_date"] is None and "issue_date" not in self.errors:
            self.errors["issue_date"] = "Enter the date of the document."
        if self.kind.slug == "invoice":
            starts = values["issue_date"] or self.workspace.today()
            values["repeat"] = self._tried("repeat", lambda: read_repeat(self.head["repeat"], starts))
        if self.kind.slug == "receipt":
            values["payment"] = self._read_payment()
        return values

    def _read_payment(self) -> dict[str, str | None]:
        day = self._tried("paid_on", lambda: _day(self.head["paid_on"], "paid_on"))
        if self.head["paid_by"] and self.head["paid_by"] not in PAID_BY:
            self.errors["paid_by"] = "Choose how it was paid."
        return {"date": _iso(day) or None, "method": self.head["paid_by"] or None}

    def _read_sums(self) -> dict[str, Any]:
        percent, minor = self._tried("discount", lambda: self.cells.read_share(self.head["discount"], "discount")) or (
            None,
            None,
        )
        values = {"discount_percent": percent, "discount_minor": minor}
        if self.kind.answerable:
            read = self._tried("deposit", lambda: self.cells.read_share(self.head["deposit"], "deposit"))
            values["deposit_percent"], values["deposit_minor"] = read or (None, None)
        return values

    def _read_row(self, place: int, row: Row) -> dict[str, Any] | None:
        row.errors = {}
        if row.is_blank:
            return None
        quantity, unit = self._tried_cell(row, "quantity", self.cells.read_quantity) or (1, "")
        if len(row.what) > 2000:
            row.errors["what"] = "Keep a description under 2,000 characters."
        return {
            "description": row.what.replace("\r\n", "\n").strip(),
            "quantity": quantity,
            "unit": unit,
            "unit_price": self._tried_cell(row, "price", self.cells.read_price),
            "discount_percent": self._tried_cell(row, "off", self.cells.read_percent),
            "taxes": self._tried_cell(row, "tax", self.cells.read_taxes) or [],
        }

    def _tried_cell(self, row: Row, column: str, read: Any) -> Any:
        try:
            return read(getattr(row, column), column)
        except Invalid as refusal:
            row.errors[column] = refusal.message

    def _tried(self, name: str, read: Any) -> Any:
        try:
            return read()
        except Invalid as refusal:
            self.errors[name] = refusal.message


def _day(text: str, name: str) -> dt.date | None:
    text = text.strip()
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise Invalid("Enter a date such as 2026-03-31.", name) from None
    if not 1990 <= day.year <= 2200:
        raise Invalid("Enter a year between 1990 and 2200.", name)
    return day


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
