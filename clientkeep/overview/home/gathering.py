"""Gathering: what all sources of one shape need is asked of the database in one question, however many sources there are."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet

from clientkeep.foundation.kept import Kept, ask
from clientkeep.foundation.registry import Registry

from .item import SOURCES, Item, Source
from .reading import MOST, Reading


@dataclass(frozen=True, slots=True)
class Found:
    """One row of a gathered source: the thing's id, its client, and what the source asked for."""

    pk: uuid.UUID
    client_id: uuid.UUID | None
    client_name: str
    tier: str
    day: dt.date | None
    words: str
    more: str
    note: str


@dataclass(frozen=True)
class Gathered:
    """`rows(read)`: a queryset, the gravest first, of which MOST are taken. The paths say where the columns are.

    Its SQL is written once for a person and a day (foundation/kept.py): the moment in it is `Now`, and it reads no row.
    """

    slug: str
    act: str
    rows: Callable[[Reading], QuerySet]
    client: str
    day: str
    words: str
    more: str
    note: str

    def question(self, read: Reading) -> tuple[str, tuple[Any, ...]]:
        """Return this part of the union as SQL and its parameters. Raises EmptyResultSet where there can be nothing."""
        client = self.client and f"{self.client}__"
        paths = {"a_pk": "pk", "a_client": client and f"{self.client}_id", "a_name": client and f"{client}name", "a_tier": client and f"{client}tier"}
        paths |= {"a_day": self.day, "a_words": self.words, "a_more": self.more, "a_note": self.note}
        known = {name: F(path) for name, path in paths.items() if path}
        rows = self.rows(read).annotate(**known).values_list(*known)[:MOST]
        inner, parameters = rows.query.sql_with_params()
        columns = ", ".join(_column(name, name in known) for name in paths)
        # A part of a union may hold no order and no limit of its own on SQLite; a table in its FROM may.
        # Every name in it is one of ours; what people typed is among the parameters.
        return f"SELECT %s, {columns} FROM ({inner}) AS part", (self.slug, *parameters)  # noqa: S608


# How each column is written, so that all parts of the union agree on its kind; the pattern takes the name or NULL.
_KINDS = {"a_pk": "uuid", "a_client": "uuid", "a_day": "date"}


def _column(name: str, is_known: bool) -> str:
    kind, value = _KINDS.get(name, "text"), name if is_known else "NULL"
    # SQLite keeps ids and days as they are: its CAST knows neither.
    return f"CAST({value} AS {kind})" if kind == "text" or connection.vendor == "postgresql" else value


GATHERED: Registry[Gathered] = Registry("gathered source of Today")
_KEPT = Kept()


def gathers(
    slug: str, act: str, rows: Callable[[Reading], QuerySet], *, client: str = "client", day: str = "", words: str = "",
    more: str = "", note: str = "",
) -> Callable:  # fmt: skip
    """Register `tell(found, read) -> Item` as a source over `rows(read)`, a queryset of what the person may see.

    Paths: `client` to the client (empty: none), `day` to a date, `words`, `more` and `note` to texts. All such sources
    together cost one question.
    """

    def register(tell: Callable[[Found, Reading], Item]) -> Callable[[Found, Reading], Item]:
        GATHERED.add(slug, Gathered(slug, act, rows, client, day, words, more, note))
        SOURCES.add(slug, Source(slug, act, lambda read: [tell(found, read) for found in gathered(read).get(slug, ())]))
        return tell

    return register


def gathered(read: Reading) -> dict[str, list[Found]]:
    """Return the rows of every gathered source that this person may see, asked for once."""
    if read.gathered is None:
        read.gathered = {}
        for slug, *columns in _asked(read):
            read.gathered.setdefault(slug, []).append(_found(columns))
    return read.gathered


def _asked(read: Reading) -> list[tuple]:
    asked = [each for each in GATHERED if read.acting.may(each.act)]
    question = _KEPT.of((read.acting.sight, read.today, *asked), lambda: _union(read, asked))
    return ask(*question) if question[0] else []


def _union(read: Reading, asked: Sequence[Gathered]) -> tuple[str, list[Any]]:
    parts, parameters = [], []
    for each in asked:
        with suppress(EmptyResultSet):
            part, its = each.question(read)
            parts.append(part)
            parameters += its
    return " UNION ALL ".join(parts), parameters


def _found(columns: list[Any]) -> Found:
    pk, client, name, tier, day, *texts = columns
    return Found(_id(pk), _id(client), name or "", tier or "", _day(day), *(text or "" for text in texts))


def _id(value: Any) -> uuid.UUID | None:
    return value if value is None or isinstance(value, uuid.UUID) else uuid.UUID(str(value))


def _day(value: Any) -> dt.date | None:
    if isinstance(value, str):
        return dt.date.fromisoformat(value[:10])
    return value.date() if isinstance(value, dt.datetime) else value
