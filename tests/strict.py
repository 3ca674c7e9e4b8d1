"""SQLite takes what PostgreSQL refuses: a text longer than its column, a number out of its range, a NUL. In tests it refuses them too.

Else a fault that firms on PostgreSQL alone would meet stays unseen by a suite that runs on SQLite.
"""

from typing import Any

from django.db import connections, models
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.signals import connection_created
from django.db.utils import DataError

RANGES = BaseDatabaseOperations.integer_field_ranges


def make_strict() -> None:
    """Hold for every connection of this process, those to come too."""
    models.CharField.get_db_prep_save = _held(models.CharField.get_db_prep_save, _fits_its_column)
    models.IntegerField.get_db_prep_save = _held(models.IntegerField.get_db_prep_save, _fits_its_range)
    connection_created.connect(_watch, dispatch_uid="tests.strict")
    for connection in connections.all(initialized_only=True):
        _watch(None, connection)


def _held(prepare: Any, check: Any) -> Any:
    def prepared(field: models.Field, value: Any, connection: Any) -> Any:
        ready = prepare(field, value, connection)
        check(field, ready)
        return ready

    return prepared


def _fits_its_column(field: models.Field, value: Any) -> None:
    if isinstance(value, str) and field.max_length and len(value) > field.max_length:
        raise DataError(f"value too long for {field}: {len(value)} characters, {field.max_length} at most")


def _fits_its_range(field: models.Field, value: Any) -> None:
    least, most = RANGES[field.get_internal_type()]
    if isinstance(value, int) and not least <= value <= most:
        raise DataError(f"value out of range for {field}: {value}")


def _watch(sender: Any, connection: Any, **_: Any) -> None:
    if connection.vendor == "sqlite" and _without_nul not in connection.execute_wrappers:
        connection.execute_wrappers.append(_without_nul)


def _without_nul(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    for row in params or () if many else (params or (),):
        values = row.values() if isinstance(row, dict) else row
        if any(isinstance(value, str) and "\0" in value for value in values):
            raise DataError("text fields cannot contain NUL (0x00) bytes")
    return execute(sql, params, many, context)
