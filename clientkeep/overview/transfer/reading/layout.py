"""How a text file lays out its table: what separates the columns, and in which row the headers stand."""

import csv
import re
from dataclasses import dataclass

from .headers import normal_header
from .synonyms import known_header

DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 60
_HEADER_WITHIN = 40
_DATA = re.compile(
    r"""^(
      [^@\s]+@[^@\s]+\.[^@\s]+ | https?://\S+ | www\.\S+
      | [$€£¥(+-]*\s*\d[\d\s.,:/()+-]*%? )$""",
    re.VERBOSE,
)
_SEP_LINE = re.compile(r'^"?sep=(.)"?[,;\t|]*$', re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """`header_row` counts from 0; None where the file has no headers. `first_row` is where data may begin."""

    delimiter: str
    header_row: int | None
    first_row: int


def told_delimiter(first_line: str) -> str | None:
    """The separator that a leading 'sep=;' line states, as spreadsheets write it."""
    match = _SEP_LINE.match(first_line.strip(" \r\n\ufeff"))
    return match[1] if match else None


def find_layout(lines: list[str], delimiter: str | None = None) -> Layout:
    """Judge the first lines of a file. Raises nothing: an odd file becomes a table of one column."""
    told = told_delimiter(lines[0]) if lines else None
    skip = 1 if told else 0
    choices = (delimiter or told,) if delimiter or told else DELIMITERS
    best = max((_judge(lines, choice, skip) for choice in choices), key=lambda judged: judged[0])
    return best[1]


def _judge(lines: list[str], delimiter: str, skip: int) -> tuple[tuple, Layout]:
    rows = _parsed(lines, delimiter)
    header_row = _header_row(rows, skip)
    widths = [_width(row) for row in rows[skip:] if _width(row)]
    usual = max(set(widths), key=lambda width: (widths.count(width), width)) if widths else 0
    wide = [width for width in widths if width > 1]
    steady = widths.count(usual) / len(widths) if widths else 0.0
    header_width = _width(rows[header_row]) if header_row is not None else 0
    hits = _hits(rows[header_row]) if header_row is not None else 0
    merit = (hits, header_width >= usual, len(wide) * min(usual, 12) * steady)
    first_row = skip if header_row is None else header_row + 1
    return merit, Layout(delimiter, header_row, first_row)


def _parsed(lines: list[str], delimiter: str) -> list[list[str]]:
    rows = []
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            rows.append(row)
            if len(rows) >= _LOOKED_AT:
                break
    except csv.Error:
        pass  # the full reading names the row; here what came before it is enough to judge
    return rows


def _width(row: list[str]) -> int:
    """Cells up to the last one that holds something: trailing separators say nothing."""
    for position in range(len(row), 0, -1):
        if row[position - 1].strip():
            return position
    return 0


def _header_row(rows: list[list[str]], skip: int) -> int | None:
    """The row with the most known column names; else the first full row of plain words."""
    candidates = [index for index in range(skip, min(len(rows), _HEADER_WITHIN)) if _width(rows[index])]
    if not candidates:
        return None
    best = max(candidates, key=lambda index: (_hits(rows[index]), -index))
    if _hits(rows[best]) >= 2 or (_hits(rows[best]) == 1 and _filled(rows[best]) <= 2 and not _has_data(rows[best])):
        return best
    widest = max(_filled(rows[index]) for index in candidates)
    for index in candidates:
        if _filled(rows[index]) >= max(2, round(widest * 0.6)) or widest == 1:
            return None if _has_data(rows[index]) else index
    return None


def _hits(row: list[str]) -> int:
    words = {normal_header(cell) for cell in row if cell and len(cell) < 80}
    return sum(1 for word in words if known_header(word))


def _filled(row: list[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def _has_data(row: list[str]) -> bool:
    return any(_DATA.match(cell.strip()[:200]) for cell in row if cell.strip())
