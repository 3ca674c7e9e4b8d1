"""Places on the client's own pages that later stages fill (from their panels.py). `acting` is the Visitor."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from clientkeep.foundation.registry import Registry
from clientkeep.foundation.slots import Slot


@dataclass(frozen=True, slots=True)
class WaitingCard:
    """One thing that waits for the client: `rank` orders them, what blocks the work first (1)."""

    title: str
    words: str
    url: str
    label: str
    minutes: int = 1
    rank: int = 50


# fill(visitor, None) returns {"cards": [WaitingCard, …]}; the template is not used
WAITING = Slot("what waits for the client, on the start page")
# fill(visitor, document): a template with the act's button or form, the primary one first
DOCUMENT_ACTS = Slot("what the client can do on a document's page: accept, pay")
# fill(visitor, None): a template with one panel
SECTIONS = Slot("sections of the start page: documents, payments, files")


# find(client, id) returns the address that a letter's link with `?name=id` leads to, or None: then the start page is shown
LANDINGS: Registry[Callable[[Any, Any], str | None]] = Registry("landing of a letter's link")


def lands(name: str) -> Callable:
    """Register where links of letters that name a thing by `?name=id` lead. The page itself looks who may read it."""

    def register(find: Callable[[Any, Any], str | None]) -> Callable[[Any, Any], str | None]:
        return LANDINGS.add(name, find)

    return register
