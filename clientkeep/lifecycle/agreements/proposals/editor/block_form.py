"""One block as a form: cells as typed in the firm's locale, what they mean, and what is wrong with each."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.documents.editor.cells import Cells

from ..blocks.kinds import TYPES, BlockType

BLANK_ROWS = 1
LINE_COLUMNS = {"description": "What", "quantity": "Quantity", "unit_price": "Price", "taxes": "Tax"}


@dataclass
class Cell:
    """One input of a row."""

    name: str
    label: str
    value: str = ""
    long: bool = False
    error: str = ""


@dataclass
class BlockForm:
    """A block on the editor's page. `carried`: what it keeps that nobody types; `standing`: how a clause stands to its library."""

    id: str
    kind: BlockType
    title: str = ""
    text: str = ""
    recommended: bool = False
    rows: list[list[Cell]] = field(default_factory=list)
    error: str = ""
    usual_tax: str = ""
    carried: dict[str, Any] = field(default_factory=dict)
    standing: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, block: dict[str, Any], cells: Cells, usual_tax: str) -> "BlockForm":
        """The form of a block as it is kept, with empty rows to go on."""
        kind = TYPES[block["type"]]
        made = cls(block["id"], kind, block["title"], block.get("text", ""), bool(block.get("recommended")), usual_tax=usual_tax, carried=_carried(block))
        written = [_written(row, cells) if kind.priced else row for row in block.get("rows", [])]
        made.rows = [] if kind.picks else [made._row(values) for values in written]
        made.add_blanks()
        return made

    @classmethod
    def posted(cls, block: dict[str, Any], post: Any) -> "BlockForm":
        """The form as it was sent. Columns of unlike length mean a broken sender: Invalid."""
        kind = TYPES[block["type"]]
        made = cls(block["id"], kind, post.get("title", ""), post.get("text", ""), "recommended" in post, carried=_carried(block))
        columns = {name: post.getlist(name) for name in made.columns}
        if len({len(values) for values in columns.values()}) > 1:
            raise Invalid("The rows did not arrive whole. Load the page again.", "rows")
        made.rows = [made._row(dict(zip(columns, row, strict=True))) for row in zip(*columns.values(), strict=True)]
        made.usual_tax = post.get("usual_tax", "")[:200]
        return made

    @property
    def columns(self) -> dict[str, str]:
        """The names and labels of the columns."""
        if self.kind.picks:
            return {}
        return LINE_COLUMNS if self.kind.priced else {column.name: column.label for column in self.kind.columns}

    @property
    def has_error(self) -> bool:
        return bool(self.error) or any(cell.error for row in self.rows for cell in row)

    def add_blanks(self) -> None:
        """Put empty rows at the end."""
        if self.columns:
            self.rows += [self._row({"taxes": self.usual_tax}) for _ in range(BLANK_ROWS)]

    def read(self, cells: Cells) -> dict[str, Any]:
        """Return the block's values, empty rows left out; what cannot be read stands at its cell, see `has_error`."""
        block: dict[str, Any] = {"id": self.id, "type": self.kind.slug, "title": self.title, **self.carried}
        if self.kind.has_text:
            block["text"] = self.text
        if self.kind.slug == "package":
            block["recommended"] = self.recommended
        self.rows = [row for row in self.rows if not _is_blank(row)]
        if self.columns:
            block["rows"] = [self._line(row, cells) if self.kind.priced else {cell.name: cell.value for cell in row} for row in self.rows]
        return block

    def take_refusal(self, refusal: Invalid) -> None:
        """Put an error of the proposal where a person finds it: at its cell, else above the block."""
        _, _, place = (refusal.field or "").partition(".rows[")
        number, _, name = place.partition("].")
        if number.isdecimal() and int(number) < len(self.rows):
            for cell in self.rows[int(number)]:
                if cell.name == name:
                    cell.error = refusal.message
                    return
        self.error = refusal.message

    def _row(self, values: dict[str, str]) -> list[Cell]:
        long = {column.name for column in self.kind.columns if column.long}
        return [Cell(name, label, values.get(name, ""), name in long) for name, label in self.columns.items()]

    def _line(self, row: list[Cell], cells: Cells) -> dict[str, Any]:
        read = {cell.name: cell for cell in row}
        quantity, unit = _tried(read["quantity"], cells.read_quantity) or (1, "")
        return {
            "description": read["description"].value,
            "quantity": quantity,
            "unit": unit,
            "unit_price": _tried(read["unit_price"], cells.read_price),
            "taxes": _tried(read["taxes"], cells.read_taxes) or [],
        }


def _carried(block: dict[str, Any]) -> dict[str, Any]:
    """What a block keeps beside what is typed: which clause it was, which case studies it shows."""
    names = ("clause_id", "edition", *(("rows",) if TYPES[block["type"]].picks else ()))
    return {name: block[name] for name in names if name in block}


def _tried(cell: Cell, read: Any) -> Any:
    try:
        return read(cell.value, cell.name)
    except Invalid as refusal:
        cell.error = refusal.message


def _written(row: dict[str, Any], cells: Cells) -> dict[str, str]:
    return {
        "description": row["description"],
        "quantity": cells.write_quantity(Decimal(row["quantity"]), row["unit"]),
        "unit_price": cells.write_price(None if row["unit_price"] is None else Decimal(row["unit_price"])),
        "taxes": cells.write_taxes(row["taxes"]),
    }


def _is_blank(row: list[Cell]) -> bool:
    return not any(cell.value.strip() for cell in row if cell.name != "taxes")
