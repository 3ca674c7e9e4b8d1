"""From the bytes of a CSV file to a table of named columns, whatever tool, country or century wrote it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from .cells import from_text_cell
from .decoding import guess_encoding, refuse_other_kinds
from .errors import EmptyFile, FieldTooLong, FileTooLarge, NotATable, TooManyColumns, TooManyRows
from .headers import normal_header, told_apart
from .layout import find_layout
from .limits import LIMITS, Limits

_SECTIONS = frozenset(
    [
        "CLIENTS",
        "CONTACTS",
        "INVOICES",
        "QUOTES",
        "CREDITS",
        "PAYMENTS",
        "TASKS",
        "EXPENSES",
        "VENDORS",
        "PRODUCTS",
        "PROJECTS",
    ]
)
_BROKEN_AT_MOST = 50
_BLANK_AT_MOST = 1_000


@dataclass(slots=True)
class Row:
    """One record. `number` counts the file's rows from 1 (title lines and header included), as a spreadsheet does.

    `problem` is a sentence when the row's columns cannot be trusted.
    """

    number: int
    cells: list[str]
    problem: str = ""


@dataclass
class Table:
    """A file that was read through once and kept within its limits. `rows()` reads it again, lean, each time."""

    data: bytes = field(repr=False)
    encoding: str
    delimiter: str
    header_row: int | None
    first_row: int
    headers: list[str]
    row_count: int = 0
    notices: list[str] = field(default_factory=list)
    limits: Limits = LIMITS

    def rows(self) -> Iterator[Row]:
        """Data rows in order; blank ones, repeated headers and a report's closing lines are left out."""
        width = len(self.headers)
        again = [normal_header(header) for header in self.headers]
        for number, cells, problem in self._records():
            if number <= self.first_row or not any(cells):
                continue
            if cells[0] in _SECTIONS and not any(cells[1:]):
                return
            if len(cells) > width:
                extra = [cell for cell in cells[width:] if cell]
                if extra and not problem:
                    problem = (
                        f"It has {width + len(extra)} values, but there are {width} columns: "
                        "a value that holds the separator probably lost its quotation marks."
                    )
                del cells[width:]
            elif len(cells) < width:
                cells.extend([""] * (width - len(cells)))
            if self.header_row is not None and cells[0] and _repeats(cells, again):
                continue
            yield Row(number, cells, problem)

    def sample(self, count: int = 5) -> list[Row]:
        """The first rows, for a preview."""
        return list(islice(self.rows(), count))

    def column(self, index: int, most: int = 20_000) -> Iterator[str]:
        """The values of one column that hold something, of the first `most` rows."""
        return (row.cells[index] for row in islice(self.rows(), most) if row.cells[index])

    def _records(self) -> Iterator[tuple[int, list[str], str]]:
        lines = _Lines(self.data, self.encoding, self.limits)
        reader = csv.reader(lines, delimiter=self.delimiter)
        number, broken = 0, 0
        while True:
            lines.start_record()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise _too_long(number + 1, self.limits) from error
            number += 1
            problem = ""
            if lines.unclosed() and broken < _BROKEN_AT_MOST:
                broken += 1
                lines.give_back_all_but_first()
                cells = next(csv.reader([lines.first], delimiter=self.delimiter, quoting=csv.QUOTE_NONE))
                problem = "A quotation mark is opened here and never closed."
            yield number, self._cleaned(number, cells), problem

    def _cleaned(self, number: int, cells: list[str]) -> list[str]:
        limit = self.limits.field
        cleaned = []
        for position, cell in enumerate(cells, start=1):
            if len(cell) > limit:
                raise _too_long(number, self.limits, position)
            cleaned.append(from_text_cell(cell.strip()))
        while len(cleaned) > 1 and not cleaned[-1]:
            cleaned.pop()
        if len(cleaned) > self.limits.columns:
            raise TooManyColumns(
                f"Row {number} has {len(cleaned):,} columns; at most {self.limits.columns:,} are read."
            )
        return cleaned


class _Lines:
    """Physical lines of the file, with those of the record at hand kept, so that a bad record can be undone."""

    def __init__(self, data: bytes, encoding: str, limits: Limits) -> None:
        self._longest = limits.field * limits.columns
        self._text = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="replace", newline="")
        self._back: list[str] = []
        self._taken: list[str] = []
        self._ended = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else self._text.readline(self._longest + 1)
        if len(line) > self._longest:
            raise FieldTooLong(f"A line has more than {self._longest:,} characters. Is this a table?")
        if not line:
            self._ended = True
            raise StopIteration
        if "\0" in line or "\ufeff" in line:
            line = line.replace("\0", "").replace("\ufeff", "")
        self._taken.append(line)
        return line

    @property
    def first(self) -> str:
        return self._taken[0]

    def start_record(self) -> None:
        self._taken = []

    def unclosed(self) -> bool:
        """True when the record ran to the end of the file looking for its closing quotation mark."""
        return self._ended and len(self._taken) > 1 and sum(line.count('"') for line in self._taken) % 2 == 1

    def give_back_all_but_first(self) -> None:
        self._back.extend(reversed(self._taken[1:]))
        self._ended = False


def read_table(
    data: bytes,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    header_row: int | None = None,
    limits: Limits = LIMITS,
) -> Table:
    """Read a whole CSV file. What is not given is found out; `header_row` counts from 1 as `Row.number` does.

    Raises UnreadableFile (EmptyFile, FileTooLarge, TooManyRows, TooManyColumns, FieldTooLong, NotATable).
    """
    if len(data) > limits.bytes:
        raise FileTooLarge(
            f"The file has {len(data) / 1048576:.1f} MB; at most {limits.bytes / 1048576:g} MB are read. Split it."
        )
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile("The file is empty.")
    refuse_other_kinds(data)
    table = _laid_out(data, encoding or guess_encoding(data), delimiter, header_row, limits)
    _read_through(table)
    return table


def _laid_out(data: bytes, encoding: str, delimiter: str | None, header_row: int | None, limits: Limits) -> Table:
    try:
        first_lines = list(islice(_Lines(data, encoding, limits), 300))
    except (LookupError, UnicodeError) as error:
        raise NotATable(f"The file cannot be read as {encoding}. Choose another encoding.") from error
    first_lines = [line[: limits.field * 2] for line in first_lines]
    layout = find_layout(first_lines, delimiter)
    if header_row is None:
        header_index, first_row = layout.header_row, layout.first_row
    else:
        header_index, first_row = header_row - 1, header_row
    return Table(data, encoding, layout.delimiter, header_index, first_row, [], limits=limits)


def _read_through(table: Table) -> None:
    """One pass that finds the headers and proves every limit, so that later passes cannot fail."""
    headers: list[str] = []
    widest, filled = 0, 0
    for number, cells, _ in table._records():
        if table.header_row is not None and number == table.header_row + 1:
            headers = cells
        elif number > table.first_row:
            widest = max(widest, len(cells))
            filled += any(cells)
            if filled > table.limits.rows or number > 4 * table.limits.rows + _BLANK_AT_MOST:
                raise TooManyRows(f"The file has more than {table.limits.rows:,} rows. Split it and import each part.")
    if table.header_row is None:
        headers = [""] * max(widest, 1)
        table.notices.append("No row of column names was found; say what each column holds.")
    table.headers = told_apart([header.lstrip("\ufeff") for header in headers] or [""])
    table.row_count = sum(1 for _ in table.rows())
    if not table.row_count:
        table.notices.append("The file has column names, but no rows below them.")


def _repeats(cells: list[str], again: list[str]) -> bool:
    return normal_header(cells[0]) == again[0] and all(
        not cell or again[position].startswith(normal_header(cell)) for position, cell in enumerate(cells)
    )


def _too_long(number: int, limits: Limits, position: int = 0) -> FieldTooLong:
    where = f"Row {number}, column {position}" if position else f"Row {number}"
    return FieldTooLong(
        f"{where} holds a text of more than {limits.field:,} characters. "
        "Shorten it, or close the quotation mark that was left open there."
    )
