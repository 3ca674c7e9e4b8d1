"""Rows by the hundred thousand: values go to the database as it keeps them, around the models.

For measuring only. A row starts as a copy of an example whose fields are set; what differs is given by column.
"""

import datetime as dt
import json
import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection, models

CHUNK = 20_000


class Rows:
    """Rows of one model, written in chunks. `add` takes attribute names; Scaled fields as their stored integers."""

    def __init__(self, example: models.Model) -> None:
        table = type(example)._meta
        self.fields = [field for field in table.concrete_fields if not isinstance(field, models.AutoField)]
        self.common = [field.get_db_prep_save(getattr(example, field.attname), connection) for field in self.fields]
        self.places = {field.attname: place for place, field in enumerate(self.fields)}
        columns = ", ".join(connection.ops.quote_name(field.column) for field in self.fields)
        marks = ", ".join(["%s"] * len(self.fields))
        self.statement = f"INSERT INTO {table.db_table} ({columns}) VALUES ({marks})"
        self.waiting: list[list[Any]] = []

    def add(self, **values: Any) -> None:
        row = self.common.copy()
        for name, value in values.items():
            row[self.places[name]] = stored(value)
        self.waiting.append(row)

    def write(self) -> None:
        """Hand what waits to the database."""
        with connection.cursor() as cursor:
            for start in range(0, len(self.waiting), CHUNK):
                cursor.executemany(self.statement, self.waiting[start : start + CHUNK])
        self.waiting.clear()


def stored(value: Any) -> Any:
    """A value as SQLite keeps it under Django."""
    keep = _KEPT.get(type(value))
    return keep(value) if keep else value


_KEPT: dict[type, Callable[[Any], Any]] = {
    uuid.UUID: lambda value: value.hex,
    dt.datetime: lambda value: str(value.astimezone(dt.UTC).replace(tzinfo=None)),
    dt.date: dt.date.isoformat,
    list: json.dumps,
    dict: json.dumps,
}
