"""What stands in the way of accepting a document with a plain button; rooms above say it, such as a signing under way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.registry import Registry


@dataclass(frozen=True, slots=True)
class Hindrance:
    """The words that say why not, and `find() -> ids` of the documents that they hold for, as a query."""

    words: str
    find: Callable[[], QuerySet]


HINDRANCES: Registry[Hindrance] = Registry("hindrance of an acceptance")


def hinders_acceptance(name: str, words: str) -> Callable:
    """Register `find() -> QuerySet`, which gives the ids of documents that cannot be accepted now."""

    def register(find: Callable[[], QuerySet]) -> Callable[[], QuerySet]:
        HINDRANCES.add(name, Hindrance(words, find))
        return find

    return register


def unhindered(documents: Any) -> Any:
    """Return those of these documents that a plain button may accept, asked within the same query."""
    for hindrance in HINDRANCES:
        documents = documents.exclude(pk__in=hindrance.find())
    return documents


def hindrance_of(document: Any) -> str:
    """Return why a document cannot be accepted now, in words; empty where nothing stands in the way."""
    return next((each.words for each in HINDRANCES if document.pk in set(each.find().filter(document_id=document.pk))), "")


def require_unhindered(document: Any) -> None:
    """Let a document be accepted. Raises Conflict with the reason why not."""
    if words := hindrance_of(document):
        raise Conflict(words, "state")
