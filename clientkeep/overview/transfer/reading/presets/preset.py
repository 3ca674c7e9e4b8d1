"""A preset: the columns that one tool exports, by which its files are known and understood."""

import re
from dataclasses import dataclass, field

from ..headers import normal_header
from ..mapping import Column, Mapping, guessed_column, settle

_GOES_ON = re.compile(r"\n\s*\|")


@dataclass(frozen=True)
class Known:
    """One column of the tool: its own header, the other headers it goes by, and the field it fills."""

    header: str
    field: str
    words: tuple[str, ...]


def columns(text: str) -> tuple[Known, ...]:
    """Read lines of 'field: Header | translated header | …'. Of one field, the earlier line is preferred.

    A header that stands on two lines is a column that the file has twice. A line that begins with | goes on.
    """
    found = []
    for line in _GOES_ON.sub(" |", text.strip()).splitlines():
        slug, _, names = line.partition(":")
        headers = [name.strip() for name in names.split("|")]
        found.append(Known(headers[0], slug.strip(), tuple(normal_header(name) for name in headers)))
    return tuple(found)


@dataclass(frozen=True)
class Preset:
    """`tells`: sets of headers; a file that has all of one set is this tool's. The rest says how to read it."""

    slug: str
    label: str
    source: str
    known: tuple[Known, ...]
    tells: tuple[tuple[str, ...], ...]
    people: bool = False
    values_joined_by: str = ""
    unclear_names_are_people: bool = False
    tags_left_out: tuple[str, ...] = field(default=())
    custom_suffix: str = ""

    def score(self, headers: list[str]) -> float:
        """0 to 1: seven tenths for a tell, three tenths for the share of the file's columns that are known.

        A tell of which a column is missing counts for less, so that it never makes a clear case.
        """
        matched = {known.header for known in self._matches(headers).values()}
        tell = max(sum(header in matched for header in tell) / len(tell) for tell in self.tells)
        weight = 0.7 if tell == 1 else 0.4
        return round(weight * tell + 0.3 * len(self._matches(headers)) / max(len(headers), 1), 4)

    def mapping(self, headers: list[str]) -> Mapping:
        """Every column by the tool's own meaning; strange ones by their words, where that field is still free."""
        matches = self._matches(headers)
        order = {known: position for position, known in enumerate(self.known)}
        columns = [
            Column(index, headers[index], known.field, order[known], self._custom_name(headers[index]))
            for index, known in matches.items()
        ]
        filled = {each.field for each in columns}
        for index, header in enumerate(headers):
            if index not in matches:
                guess = guessed_column(index, header)
                slug = "custom" if guess.field in filled else guess.field
                columns.append(Column(index, header, slug, 1000 + guess.order, self._custom_name(header)))
        return Mapping(
            tuple(settle(columns)),
            self.source,
            self.people,
            self.values_joined_by,
            self.unclear_names_are_people,
            self.tags_left_out,
        )

    def _matches(self, headers: list[str]) -> dict[int, Known]:
        """Position of a column -> what it is. The n-th column of a name is the n-th line of that name."""
        lines: dict[str, list[Known]] = {}
        for known in self.known:
            for word in known.words:
                lines.setdefault(word, []).append(known)
        matches: dict[int, Known] = {}
        seen: dict[str, int] = {}
        for index, header in enumerate(headers):
            word = normal_header(_without_count(header))
            if word in lines:
                turn = seen.get(word, 0)
                seen[word] = turn + 1
                matches[index] = lines[word][min(turn, len(lines[word]) - 1)]
        return matches

    def _custom_name(self, header: str) -> str:
        return header.removesuffix(self.custom_suffix).strip() if self.custom_suffix else header


def _without_count(header: str) -> str:
    """'Phone (2)', as the table tells two columns apart, is 'Phone' again."""
    base, _, count = header.rpartition(" (")
    return base if base and count[:-1].isdigit() and count.endswith(")") else header
