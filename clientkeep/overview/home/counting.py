"""Counts that Today shows: rooms register a subquery over the workspace, and all of them cost one query."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet

from clientkeep.foundation.registry import Registry


@dataclass(frozen=True)
class Counted:
    """`rows()` is a queryset with one value: how many rows the outer workspace has."""

    name: str
    rows: Callable[[], QuerySet]


COUNTS: Registry[Counted] = Registry("count of Today")


def count(name: str, rows: Callable[[], QuerySet], workspace: str = "workspace") -> None:
    """Register how many of `rows()` belong to the workspace, found by the field path `workspace`."""

    def counted() -> QuerySet:
        mine = rows().filter(**{workspace: OuterRef("pk")}).order_by().values(workspace)
        return mine.annotate(how_many=Count("pk")).values("how_many")

    COUNTS.add(name, Counted(name, counted))
