"""Gathering: what all sources of one shape need is asked of the database in one question, however many sources there are."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, DateField, F, QuerySet, TextField, UUIDField, Value
from django.db.models.functions import Cast

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
    """`rows(read)`: a queryset, the gravest first, of which MOST are taken. The paths say where the columns are."""

    slug: str
    act: str
    rows: Callable[[Reading], QuerySet]
    client: str
    day: str
    words: str
    more: str
    note: str

    def question(self, read: Reading) -> QuerySet:
        rows = self.rows(read)
        # A part of a union may hold no limit on SQLite: the few rows are chosen inside.
        few = rows.model._base_manager.filter(pk__in=rows.values("pk")[:MOST]).order_by()
        return few.annotate(
            u_source=Value(self.slug, CharField()), u_client=self._of(f"{self.client}_id" if self.client else "", UUIDField()),
            u_name=self._of(f"{self.client}__name" if self.client else "", TextField()),
            u_tier=self._of(f"{self.client}__tier" if self.client else "", TextField()),
            u_day=self._of(self.day, DateField()), u_words=self._of(self.words, TextField()),
            u_more=self._of(self.more, TextField()), u_note=self._of(self.note, TextField()),
        ).values_list("u_source", "pk", "u_client", "u_name", "u_tier", "u_day", "u_words", "u_more", "u_note")  # fmt: skip

    def _of(self, path: str, kind: Any) -> Any:
        if not path:
            return Cast(Value(None), kind)
        return Cast(F(path), kind)


GATHERED: Registry[Gathered] = Registry("gathered source of Today")


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
        questions = [each.question(read) for each in GATHERED if read.acting.may(each.act)]
        read.gathered = {}
        for slug, *columns in questions[0].union(*questions[1:], all=True) if questions else ():
            read.gathered.setdefault(slug, []).append(_found(columns))
    return read.gathered


def _found(columns: list[Any]) -> Found:
    pk, client, name, tier, day, *texts = columns
    return Found(_id(pk), _id(client), name or "", tier or "", _day(day), *(text or "" for text in texts))


def _id(value: Any) -> uuid.UUID | None:
    return value if value is None or isinstance(value, uuid.UUID) else uuid.UUID(str(value))


def _day(value: Any) -> dt.date | None:
    if isinstance(value, str):
        return dt.date.fromisoformat(value[:10])
    return value.date() if isinstance(value, dt.datetime) else value
