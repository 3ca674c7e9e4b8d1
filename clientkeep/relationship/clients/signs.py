"""Signs: how things stand with a client, one line for each room that knows something, all asked for in one question.

A room registers what it counts as subqueries over the client, and how the answer reads. Details stand on its own page.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from clientkeep.foundation.kept import Given, Kept, Question
from clientkeep.foundation.registry import Registry
from clientkeep.workspace.members.acting import Acting

from .model import Client


@dataclass(frozen=True, slots=True)
class SignLine:
    """One line: what it is about, how it stands, where to read on. `meaning` is good, waiting, late, broken or empty."""

    label: str
    words: str
    url: str
    meaning: str = ""
    more: str = ""


@dataclass(frozen=True)
class Sign:
    """`values(acting)`: {name: expression over the client}; `tell(acting, client, values)`: the line, or None for silence.

    The values are written once for a person and a day (foundation/kept.py): the moment in them is `Now`, and they read no row.
    """

    key: str
    values: Callable[[Acting], Mapping[str, Any]]
    tell: Callable[[Acting, Client, Mapping[str, Any]], SignLine | None]
    order: int


SIGNS: Registry[Sign] = Registry("sign of a client")
_KEPT = Kept()


def sign(key: str, values: Callable[[Acting], Mapping[str, Any]], order: int = 100) -> Callable:
    """Register `tell` as a sign, with the subqueries that it reads."""

    def register(tell: Callable[[Acting, Client, Mapping[str, Any]], SignLine | None]) -> Callable:
        SIGNS.add(key, Sign(key, values, tell, order))
        return tell

    return register


def how_many(rows: QuerySet, client: str = "client") -> Coalesce:
    """How many of these rows belong to the client."""
    mine = rows.filter(**{client: OuterRef("pk")}).order_by().values(client)
    return Coalesce(Subquery(mine.annotate(how_many=Count("pk")).values("how_many")), 0)


def newest(rows: QuerySet, value: str, client: str = "client") -> Subquery:
    """One value of the first of these rows, in their order, that belongs to the client."""
    return Subquery(rows.filter(**{client: OuterRef("pk")}).values(value)[:1])


def signs_of(acting: Acting, client: Client) -> list[SignLine]:
    """Return the lines of one client that this person may see, in order."""
    asked = sorted(SIGNS, key=lambda each: (each.order, each.key))
    names, question = _KEPT.of((acting.sight, acting.workspace.today(), *asked), lambda: _question(acting, asked))
    found = dict(zip(names, next(iter(question.put(client=client.pk)), ()), strict=False))
    lines = []
    for each in asked:
        mine = {name: found.get((each.key, name)) for key, name in names if key == each.key}
        if line := each.tell(acting, client, mine):
            lines.append(line)
    return lines


def _question(acting: Acting, asked: Sequence[Sign]) -> tuple[list[tuple[str, str]], Question]:
    wanted = {(each.key, name): value for each in asked for name, value in each.values(acting).items()}
    columns = {f"{key}_{name}": value for (key, name), value in wanted.items()}
    one = Client.objects.filter(pk=Given("client", Client._meta.pk)).annotate(**columns)
    return list(wanted), Question(one.values_list(*columns)[:1])
