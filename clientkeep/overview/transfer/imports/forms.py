"""What the pages ask: a file, the meaning of its columns, what it leaves open."""

from collections.abc import Mapping as Given
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from typing import Any

from clientkeep.foundation.currencies import DECIMALS

from ..reading.fields import FIELDS
from ..reading.mapping import Column, Mapping
from ..reading.source import Table
from ..reading.upload import Question, Upload
from ..reading.values.dates import DateOrder

NAMING = {"name", "company", "person", "first_name", "last_name", "email", "contact_email"}
SAMPLES = 3


@dataclass
class ColumnsForm:
    """The columns of a file with samples and a field each, and the open questions. `errors` by field."""

    upload: Upload
    mapping: Mapping | None
    answers: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def posted(cls, upload: Upload, data: Given[str, Any], answers: dict[str, str]) -> "ColumnsForm":
        """What a person chose. Unknown fields and answers are errors, what was chosen stays shown."""
        form = cls(upload, upload.mapping, dict(answers))
        if form.mapping is not None:
            form._take_columns(data)
        form._take_answers(data)
        return form

    @property
    def columns(self) -> list[dict[str, Any]]:
        """For the page: position, header, samples, chosen field."""
        if self.mapping is None or not isinstance(self.upload.file, Table):
            return []
        rows = list(islice(self.upload.file.rows(), 200))
        return [
            {
                "name": f"column-{column.index}",
                "header": column.header or f"Column {column.index + 1}",
                "samples": _samples(rows, column.index),
                "field": column.field,
                "error": self.errors.get(f"column-{column.index}", ""),
            }
            for column in sorted(self.mapping.columns, key=lambda each: each.index)
        ]

    @property
    def choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The fields by group, for the menus."""
        groups = groupby(FIELDS.values(), key=lambda each: each.group)
        return [(name, [(each.slug, each.label) for each in members]) for name, members in groups]

    def questions(self) -> list[Question]:
        """What this file leaves open with these columns."""
        return replace(self.upload, mapping=self.mapping).questions()

    def unanswered(self) -> list[Question]:
        """Questions without an answer."""
        return [question for question in self.questions() if not self.answers.get(question.slug)]

    def _take_columns(self, data: Given[str, Any]) -> None:
        columns: list[Column] = []
        for column in self.mapping.columns:
            slug = data.get(f"column-{column.index}", column.field)
            if slug not in FIELDS:
                self.errors[f"column-{column.index}"] = "Choose one of the fields."
                slug = column.field
            custom = column.custom_name or column.header if slug == "custom" else column.custom_name
            columns.append(replace(column, field=slug, custom_name=custom))
        people = data.get("rows_are", "people" if self.mapping.people else "clients") == "people"
        self.mapping = replace(self.mapping, columns=tuple(columns), people=people)
        if not NAMING & {column.field for column in columns}:
            self.errors["columns"] = "Choose the column that holds the client's name, company or e-mail address."

    def _take_answers(self, data: Given[str, Any]) -> None:
        offered = {
            "date_order": {order.value for order in DateOrder},
            "decimal_mark": {".", ","},
            "balance_currency": set(DECIMALS),
        }
        for slug, known in offered.items():
            given = str(data.get(slug, "")).strip()
            given = given.upper() if slug == "balance_currency" else given
            if given and given not in known:
                self.errors[slug] = "Choose one of the answers."
            elif slug in data:
                self.answers[slug] = given


def _samples(rows: list[Any], index: int) -> list[str]:
    filled = (row.cells[index] for row in rows if row.cells[index])
    return [text if len(text) <= 60 else f"{text[:60]}…" for text in islice(dict.fromkeys(filled), SAMPLES)]
