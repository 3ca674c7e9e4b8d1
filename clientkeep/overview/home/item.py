"""Item: one thing that needs a person, in a plain sentence, with one act. Sources register themselves."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse

from clientkeep.foundation.registry import Registry

from .reading import Reading

TIER_LIFT = {"a": 8, "b": 4, "c": 0, "": 2}


@dataclass(frozen=True, slots=True)
class Item:
    """`key` names the thing for "not now". A lower `rank` stands higher; a client's tier lifts it.

    `subject` is the linked beginning of the sentence, `rest` what follows it.
    """

    key: str
    rank: int
    sign: str
    meaning: str
    subject: str
    url: str
    rest: str
    why: str
    act: str
    act_url: str


@dataclass(frozen=True)
class Source:
    """Where items of one kind come from. `find(read)` gives the gravest first."""

    slug: str
    act: str
    find: Callable[[Reading], list[Item]]


SOURCES: Registry[Source] = Registry("source of Today")


def source(slug: str, act: str) -> Callable:
    """Register a function as a source, for members who may `act` (roles.py)."""

    def register(find: Callable[[Reading], list[Item]]) -> Callable[[Reading], list[Item]]:
        SOURCES.add(slug, Source(slug, act, find))
        return find

    return register


def lifted(rank: int, client: Any) -> int:
    """Raise an item by the tier of its client."""
    return lifted_by(rank, client.tier)


def lifted_by(rank: int, tier: str) -> int:
    return rank - TIER_LIFT.get(tier, 0)


def link_to(name: str, pk: Any) -> str:
    """Return the address of one thing. Today makes hundreds; each pattern is looked up once."""
    return _pattern(name).replace(str(_NOBODY), str(pk))


_NOBODY = uuid.UUID(int=0)


@cache
def _pattern(name: str) -> str:
    return reverse(name, args=[_NOBODY])
