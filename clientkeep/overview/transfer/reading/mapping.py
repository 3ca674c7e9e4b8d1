"""Which column goes into which field: found by a preset, guessed from the words, or chosen on the mapping screen."""

from dataclasses import dataclass, field, replace
from hashlib import sha256

from .fields import FIELDS
from .headers import normal_header
from .synonyms import field_for, rank


@dataclass(frozen=True)
class Column:
    """One column of the file: its position from 0, its header as shown, and the slug of its field.

    `order` decides between columns of one field: the lowest that holds something comes first.
    `custom_name` is the custom field's name when the column is kept as it is.
    """

    index: int
    header: str
    field: str
    order: int = 0
    custom_name: str = ""


@dataclass(frozen=True)
class Mapping:
    """All columns of a file. `people`: a row is a person who may belong to a company, not a client of its own.

    `source` names the tool; it is the first half of every external id (source, id).
    """

    columns: tuple[Column, ...]
    source: str = "file"
    people: bool = False
    values_joined_by: str = ""
    unclear_names_are_people: bool = False
    tags_left_out: tuple[str, ...] = field(default=())

    def with_field(self, index: int, slug: str) -> "Mapping":
        """The mapping with one column changed, as the mapping screen does. Raises ValueError for an unknown field."""
        if slug not in FIELDS:
            raise ValueError(f"There is no field “{slug}”.")
        columns = tuple(replace(each, field=slug) if each.index == index else each for each in self.columns)
        return replace(self, columns=columns)

    def columns_of(self, slug: str) -> list[Column]:
        """The columns that feed a field, first choice first."""
        return sorted((each for each in self.columns if each.field == slug), key=lambda each: (each.order, each.index))

    def as_json(self) -> dict:
        """Plain lists and strings, for a JSON column."""
        return {
            "columns": [
                {
                    "index": c.index,
                    "header": c.header,
                    "field": c.field,
                    "order": c.order,
                    "custom_name": c.custom_name,
                }
                for c in self.columns
            ],
            "source": self.source,
            "people": self.people,
            "values_joined_by": self.values_joined_by,
            "unclear_names_are_people": self.unclear_names_are_people,
            "tags_left_out": list(self.tags_left_out),
        }

    @classmethod
    def from_json(cls, stored: dict) -> "Mapping":
        """The reverse of as_json. Raises ValueError for a field that does not exist."""
        columns = tuple(Column(**each) for each in stored["columns"])
        for each in columns:
            if each.field not in FIELDS:
                raise ValueError(f"There is no field “{each.field}”.")
        rest = {key: value for key, value in stored.items() if key != "columns"}
        rest["tags_left_out"] = tuple(rest.get("tags_left_out", ()))
        return cls(columns, **rest)


def guess_mapping(headers: list[str]) -> Mapping:
    """A first proposal for a file of no known tool. Headers without a known word are kept as custom fields."""
    columns = settle([guessed_column(index, header) for index, header in enumerate(headers)])
    taken = {each.field for each in columns}
    if "company" in taken and "name" in taken and not {"first_name", "last_name", "person"} & taken:
        columns = [replace(each, field="person") if each.field == "name" else each for each in columns]
        taken = {each.field for each in columns}
    people = bool({"first_name", "last_name", "person"} & taken) and "name" not in taken
    return Mapping(tuple(columns), source=_named_by(headers), people=people)


def _named_by(headers: list[str]) -> str:
    """Files of no known tool are told apart by their columns: their ids mean nothing in another kind of file."""
    words = ",".join(sorted(normal_header(header) for header in headers))
    return "file-" + sha256(words.encode("utf-8", "replace")).hexdigest()[:8]


def guessed_column(index: int, header: str) -> Column:
    """One column by the words of its header alone."""
    slug = field_for(header) or "custom"
    return Column(index, header, slug, order=rank(slug, header), custom_name=header)


def settle(columns: list[Column]) -> list[Column]:
    """Of two columns for a field that takes one, the more usual header wins; the other becomes a custom field."""
    settled: dict[str, Column] = {}
    result = []
    for each in sorted(columns, key=lambda column: (column.order, column.index)):
        if not FIELDS[each.field].many and each.field in settled:
            each = replace(each, field="custom", custom_name=each.custom_name or each.header)
        settled.setdefault(each.field, each)
        result.append(each)
    return sorted(result, key=lambda column: column.index)
