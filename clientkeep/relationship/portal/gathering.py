"""Gathering: what rooms of one shape list on the client's start page is asked of the database in one question.

A room registers its rows once, and reads them both for what waits and for its section.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import CharField, DateTimeField, F, QuerySet, UUIDField, Value
from django.db.models.functions import Cast

from clientkeep.foundation.registry import Registry

from .visitor import Visitor

MOST = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: its id, whom it is meant for (None: anybody), its words, its state, and the moment by which it is ordered."""

    pk: uuid.UUID
    contact_id: uuid.UUID | None
    words: str
    state: str
    at: dt.datetime


@dataclass(frozen=True)
class Shelf:
    """`rows(visitor)`: a queryset of what the visitor may read, without order. The paths say where the columns are."""

    slug: str
    rows: Callable[[Visitor], QuerySet]
    contact: str
    words: str
    state: str
    at: str

    def question(self, visitor: Visitor) -> QuerySet:
        """This part of the union."""
        return self.rows(visitor).order_by().annotate(
            a_shelf=Value(self.slug, CharField()), a_pk=F("pk"), a_contact=Cast(F(self.contact), UUIDField()) if self.contact else Cast(Value(None), UUIDField()),
            a_words=Cast(F(self.words), CharField()), a_state=Cast(F(self.state), CharField()), a_at=Cast(F(self.at), DateTimeField()),
        ).values_list("a_shelf", "a_pk", "a_contact", "a_words", "a_state", "a_at")  # fmt: skip


SHELVES: Registry[Shelf] = Registry("shelf of the client's start page")


def shelf(
    slug: str, rows: Callable[[Visitor], QuerySet], *, words: str, at: str, state: str = "state", contact: str = "contact_id"
) -> Callable[[Visitor], list[Listed]]:
    """Register a room's rows; returns what reads them for a visitor, the newest first. All shelves cost one question."""
    SHELVES.add(slug, Shelf(slug, rows, contact, words, state, at))
    return lambda visitor: gathered(visitor).get(slug, [])


def gathered(visitor: Visitor) -> dict[str, list[Listed]]:
    """Return the newest rows of every shelf, asked for once; none for a link to one document."""
    if "shelves" not in visitor.kept:
        visitor.kept["shelves"] = _asked(visitor) if visitor.sees_all else {}
    return visitor.kept["shelves"]


def _asked(visitor: Visitor) -> dict[str, list[Listed]]:
    first, *more = [each.question(visitor) for each in SHELVES]
    found: dict[str, list[Listed]] = {}
    for slug, *columns in first.union(*more, all=True).order_by("-a_at", "-a_pk")[:MOST]:
        found.setdefault(slug, []).append(Listed(*columns))
    return found
