"""The left rail: the line of a client's life in order. What is not built yet is not shown."""

from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, reverse

PLACES = [
    ("today", "Today", "home:today", "sun", "clients.see"),
    ("clients", "Clients", "clients:list", "users", "clients.see"),
    ("agreements", "Agreements", "documents:quotes", "signature", "documents.see"),
    ("money", "Money", "documents:invoices", "banknote", "documents.see"),
    ("outbox", "Outbox", "mail:outbox", "send", "outbox.see"),
]


@dataclass(frozen=True)
class Place:
    key: str
    label: str
    url: str
    icon: str
    current: bool


def rail_for(acting, path: str) -> list[Place]:
    """Return the places this person may go to; the one whose address begins the path is current."""
    places = []
    for key, label, name, icon, act in PLACES:
        url = _url(name)
        if url and acting.may(act):
            places.append(Place(key, label, url, icon, path == url or (url != "/" and path.startswith(url))))
    return places


@cache
def _url(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
