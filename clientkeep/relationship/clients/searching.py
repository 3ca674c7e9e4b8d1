"""Finding clients by what one types: parts of words in any order, accents aside; and what was nearly typed.

A finder (slots.CLIENT_FINDERS) narrows the clients to a few candidates; without one, a covering index is read whole
(25 ms at 100,000 clients). Typing mistakes are looked for only where nothing fits.
"""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from .slots import CLIENT_FINDERS
from .words import fold

LONGEST = 100
MOST_WORDS = 6
MOST_FOUND = 1_000
_NEAR_ENOUGH = 0.72


def found_ids(clients: QuerySet, text: str, most: int = MOST_FOUND) -> tuple[list[Any], bool]:
    """Return the ids of those `clients` that fit the text, at most `most`, and whether they only nearly fit."""
    needles = fold(text[:LONGEST].replace("\0", "")).split()[:MOST_WORDS]
    finder = CLIENT_FINDERS.get("search")
    near = _among(clients, finder.holding_all(needles)) if finder else clients
    exact = list(near.filter(*[Q(words__contains=needle) for needle in needles]).values_list("pk", flat=True)[:most])
    if exact or not needles:
        return exact, False
    return _nearly(clients, needles), True


def _among(clients: QuerySet, candidates: Any | None) -> QuerySet:
    """Those of `clients` that are candidates, asked so that the database begins with the few candidates."""
    if candidates is None:
        return clients
    return clients.model._base_manager.filter(Exists(clients.filter(pk=OuterRef("pk"))), pk__in=candidates)


def _nearly(clients: QuerySet, needles: Sequence[str]) -> list[Any]:
    """Clients that share most three-letter pieces with what was typed, then compared letter by letter."""
    pieces = sorted({needle[at : at + 3] for needle in needles for at in range(max(len(needle) - 2, 0))})[:12]
    if not pieces:
        return []
    shared = sum(
        (Case(When(words__contains=piece, then=Value(1)), default=Value(0), output_field=IntegerField()) for piece in pieces),
        Value(0),
    )
    least = max(1, len(pieces) // 3)
    finder = CLIENT_FINDERS.get("search")
    near = _among(clients, finder.holding_some(pieces, least)) if finder else clients
    near = near.annotate(shared=shared).filter(shared__gte=least).order_by("-shared")
    ranked = [(_likeness(needles, words), pk) for pk, words in near.values_list("pk", "words")[:300]]
    ranked.sort(key=lambda pair: -pair[0])
    return [pk for likeness, pk in ranked if likeness >= _NEAR_ENOUGH][:50]


def _likeness(needles: Sequence[str], words: str) -> float:
    """How like the worst of the needles is to its best word: 1 for the same, 0 for what is not near enough."""
    parts = {part for word in words.split() for part in (word, *word.replace("@", ".").split("."))}
    return min(_best(needle, parts) for needle in needles)


def _best(needle: str, parts: Iterable[str]) -> float:
    comparing, best = SequenceMatcher(b=needle), 0.0
    for part in parts:
        comparing.set_seq1(part)
        # The two quick bounds cost a tenth of the ratio, and let few words through to it.
        if comparing.real_quick_ratio() >= _NEAR_ENOUGH and comparing.quick_ratio() >= _NEAR_ENOUGH:
            best = max(best, comparing.ratio())
    return best
