"""Counts that Today shows: rooms register a subquery over the workspace, and all of them cost one query."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet

from clientkeep.foundation.registry import Registry


@dataclass(frozen=True)
class Counted:
    """`rows(acting)` is a queryset with one value: how many rows the outer workspace has, for the one who looks.

    Its SQL is written once for a person and a day (foundation/kept.py): the moment in it is `Now`, and it reads no row.
    """

    name: str
    rows: Callable[[Any], QuerySet]


COUNTS: Registry[Counted] = Registry("count of Today")


def count(name: str, rows: Callable[[], QuerySet], workspace: str = "workspace") -> None:
    """Register how many of `rows()` belong to the workspace, found by the field path `workspace`."""
    COUNTS.add(name, Counted(name, lambda acting: _counted(rows(), workspace)))


def count_own(name: str, rows: Callable[[Any], QuerySet], workspace: str = "workspace") -> None:
    """Register how many of `rows(acting)` there are: rows that only the one who looks has."""
    COUNTS.add(name, Counted(name, lambda acting: _counted(rows(acting), workspace)))


def _counted(rows: QuerySet, workspace: str) -> QuerySet:
    mine = rows.filter(**{workspace: OuterRef("pk")}).order_by().values(workspace)
    return mine.annotate(how_many=Count("pk")).values("how_many")
