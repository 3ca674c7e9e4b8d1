"""Places on the client's pages that other rooms and later stages fill (from their panels.py)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from clientkeep.foundation.registry import Registry
from clientkeep.foundation.slots import Slot

# Each `fill(acting, client)`; its template is rendered with the context that it returns.
CLIENT_FACTS = Slot("the facts that decide, under a client's name (ui part `fact`)")
CLIENT_MAIN = Slot("what stands above a client's timeline")
CLIENT_PANELS = Slot("panels beside a client's timeline (ui part `panel`)")
CLIENT_ACTS = Slot("acts in a client's menu (ui part `menu_item`)")
# Each `fill(acting, None)`.
LIST_ACTS = Slot("acts in the list's menu, such as an import (ui part `menu_item`)")
LIST_BULK = Slot("acts on the ticked clients (a button with its formaction)")
LIST_EMPTY = Slot("ways to begin, on the list without clients (ui part `button`)")

# key -> (label, values): values(acting, clients) returns {client id: what to show}, in one query for the whole page.
# What to show is a text, a Money, or a list of Money (currencies are never added together).
CLIENT_COLUMNS: Registry[tuple[str, Callable[[Any, Sequence[Any]], dict[Any, Any]]]] = Registry("client column")


@dataclass(frozen=True)
class ClientFilter:
    """A choice in the list's money menu: `words` as it reads in the sentence, `where(acting)` what it keeps.

    `where` must be a subquery over an index, such as Q(pk__in=…values("client")), so that the list stays fast.
    """

    words: str
    where: Callable[[Any], Q]


@dataclass(frozen=True)
class ClientOrder:
    """A way to sort the list, the largest first: `add(clients, acting)` annotates `ordering` with a number, never null.

    `within` names the client filter that comes with it, so that only those are sorted who have any of it.
    """

    label: str
    add: Callable[[QuerySet, Any], QuerySet]
    within: str = ""


# The address names them: ?money=<key> and ?sort=<key>. Give a column its key to make its head sort the list.
CLIENT_FILTERS: Registry[ClientFilter] = Registry("client filter")
CLIENT_ORDERS: Registry[ClientOrder] = Registry("client order")


@dataclass(frozen=True)
class Told:
    """What a room adds to the timeline entries of its things: where the thing is, its whole text, marks, acts."""

    url: str = ""
    text: str = ""
    marks: tuple[str, ...] = ()
    acts: tuple[tuple[str, str], ...] = ()


# Event.about_type -> tell(acting, events): {about id: Told}, in at most one query for all of them.
EVENT_TELLERS: Registry[Callable[[Any, Sequence[Any]], dict[Any, Told]]] = Registry("teller of timeline entries")


@dataclass(frozen=True)
class ClientFinder:
    """A quick way to the few clients that may fit what was typed, as an expression that selects their ids.

    Each is looked at again, and whether one may see it: too many do no harm, too few would. None: it cannot help here.
    """

    holding_all: Callable[[Sequence[str]], Any | None]
    holding_some: Callable[[Sequence[str], int], Any | None]


# "search" -> its finder. While nobody offers one, the room reads the words of all clients.
CLIENT_FINDERS: Registry[ClientFinder] = Registry("finder of clients")
