"""What an agenda is drafted from: each source says lines about one matter. Later stages add theirs to the registries."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from clientkeep.foundation.registry import Registry
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document

from .rules import LONGEST_TITLE, Dated, listed, together


@dataclass(frozen=True)
class Basis:
    """Whose kickoff it is, over which agreement (None: none yet), on which day, and what a playbook says that it is about."""

    client: Client
    agreement: Document | None
    today: dt.date
    about: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One item of a new agenda."""

    title: str
    text: str
    internal: bool = False


@dataclass(frozen=True)
class Matter:
    """`lines(basis)`: what is known; without a line there is no item, unless it `always` stands on the agenda.

    An `internal` one is for the firm alone, until somebody decides otherwise.
    """

    title: str
    lines: Callable[[Basis], Iterable[str]]
    order: int
    always: bool = False
    internal: bool = False


MATTERS: Registry[Matter] = Registry("matter of a kickoff's agenda")
# dates(basis): what is reached by which day; a later stage stands nearer to the work, and is believed first
DATES: Registry[Callable[[Basis], Sequence[Dated]]] = Registry("dates for a kickoff's agenda")


def matter(slug: str, title: str, order: int, always: bool = False, internal: bool = False) -> Callable:
    """Register lines as a matter of each new agenda."""

    def register(lines: Callable[[Basis], Iterable[str]]) -> Callable[[Basis], Iterable[str]]:
        MATTERS.add(slug, Matter(title, lines, order, always, internal))
        return lines

    return register


def dates_of(basis: Basis) -> list[Dated]:
    """What is reached by which day, as all rooms know it, the first day first."""
    return together(*(source(basis) for source in reversed(list(DATES))))


def drafted(basis: Basis) -> list[Point]:
    """Return the first agenda, an item for each matter, in order."""
    told = ((each, listed(each.lines(basis))) for each in sorted(MATTERS, key=lambda each: each.order))
    return [Point(each.title[:LONGEST_TITLE], text, each.internal) for each, text in told if text or each.always]
