"""Who lends words to proposals: each room that keeps what others agreed to show announces itself here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from clientkeep.foundation.registry import Registry
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Workspace


@dataclass(frozen=True)
class Lender:
    """What a type of block (blocks/kinds.py) shows, word for word, while whoever is named in it agrees.

    `rows`: all that the firm keeps, with what the others need joined. `shown`: those that may be shown now. `title`: what one
    is called. `hint`: what helps to choose. `words`: the row as it is frozen, its title and its key left out. `why`: why one
    may not be shown now, None for one that is gone. `list_url`: the name of the page where the firm keeps them.
    """

    kind: str
    noun: str
    nouns: str
    rows: Callable[[Workspace], QuerySet]
    shown: Callable[[QuerySet], QuerySet]
    visible: Callable[[QuerySet, Acting], QuerySet]
    title: Callable[[Any], str]
    hint: Callable[[Any], str]
    words: Callable[[Any], dict[str, str]]
    why: Callable[[Any | None], str]
    list_url: str
    icon: str
    empty: str


LENDERS: Registry[Lender] = Registry("lender of words")
