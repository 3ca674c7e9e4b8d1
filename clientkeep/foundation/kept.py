"""Kept questions: what is asked many times a day in the same words has its SQL written once; its answers are read each time.

To write the SQL of a page that asks thirty rooms at once takes more time than the database needs to answer. A key names
all that the words depend on: who asks, what they may, which day it is. What differs from call to call is no part of the
words: a value that is `Given`, and the moment, which is `Now`. Whoever uses `clock.now()` in a kept question freezes it.
"""

import datetime as dt
import threading
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Expression, Field, QuerySet

from . import clock


class Told(Expression):
    """A value that is told when the question is put. It stands among the parameters in place of the value."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]

    def told(self, given: dict[str, Any]) -> Any:
        """Return what the database is told; each sort of value says how."""
        raise TypeError(f"{type(self).__name__} does not say what is told.")


class Now(Told):
    """The moment at which the question is put, moved by `offset`."""

    def __init__(self, offset: dt.timedelta = dt.timedelta()) -> None:
        super().__init__(DateTimeField())
        self.offset = offset

    def told(self, given: dict[str, Any]) -> Any:
        return connection.ops.adapt_datetimefield_value(clock.now() + self.offset)


class Given(Told):
    """A value that the caller gives by its name, written as this field writes it."""

    def __init__(self, name: str, field: Field) -> None:
        super().__init__(field)
        self.name = name

    def told(self, given: dict[str, Any]) -> Any:
        return self.output_field.get_db_prep_value(given[self.name], connection)


class Kept:
    """Questions by their keys, for all threads. Beyond `most` of them it begins anew: a new day brings new keys."""

    def __init__(self, most: int = 256) -> None:
        self._most, self._lock = most, threading.Lock()
        self._kept: dict[Hashable, Any] = {}

    def of(self, key: Hashable, write: Callable[[], Any]) -> Any:
        """Return what is kept under the key, written now where nothing is."""
        found = self._kept.get(key)
        if found is None:
            found = write()
            with self._lock:
                if len(self._kept) >= self._most:
                    self._kept.clear()
                self._kept[key] = found
        return found


class Question:
    """A queryset of values, ready to be put. Raises EmptyResultSet when it is made of one that can find nothing."""

    def __init__(self, rows: QuerySet) -> None:
        self._compiler = rows.query.get_compiler(connection=connection)
        self.sql, self.parameters = self._compiler.as_sql()

    def put(self, **given: Any) -> list[tuple[Any, ...]]:
        """Ask, and return the rows as the queryset would."""
        found = ask(self.sql, self.parameters, given)
        return list(self._compiler.results_iter(results=[found], tuple_expected=True))


def ask(sql: str, parameters: Sequence[Any], given: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """Put a question whose parameters hold what is told only now; return the rows as the database gives them."""
    told = [each.told(given or {}) if isinstance(each, Told) else each for each in parameters]
    with connection.cursor() as cursor:
        cursor.execute(sql, told)
        return cursor.fetchall()
