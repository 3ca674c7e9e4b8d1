"""The left rail: the line of a client's life in order. What is not built yet is not shown."""

from dataclasses import replace
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse

from clientkeep.foundation.ui.places import Place
from clientkeep.workspace.notices.unread import unread_of

# key, label, address, icon, act of roles.py, letter after "g", other beginnings of addresses that belong here
PLACES = [
    ("today", "Today", "home:today", "sun", "clients.see", "t", ()),
    ("clients", "Clients", "clients:list", "users", "clients.see", "c", ("/import/",)),
    ("sales", "Sales", "opportunities:board", "target", "clients.see", "b", ()),
    ("agreements", "Agreements", "documents:quotes", "signature", "documents.see", "a", ("/projects/", "/milestones/")),
    ("inbox", "Inbox", "inbox:list", "inbox", "inbox.see", "i", ()),
    ("money", "Money", "documents:invoices", "banknote", "documents.see", "m", ("/documents/", "/payments/", "/ledger/")),
    ("keeping", "Keeping", "keeping:overview", "heart-handshake", "clients.see", "k", ("/cases/", "/surveys/", "/asks/", "/sequences/", "/sequence-runs/", "/sequence-steps/", "/themes/", "/review/", "/trust/", "/promises/", "/updates/")),
    ("insights", "Insights", "insights:insights", "chart-line", "clients.see", "r", ()),
    ("outbox", "Outbox", "mail:outbox", "send", "outbox.see", "o", ()),
]
FOOT = [
    ("notices", "Notices", "notices:list", "bell", "account.own", "n", ()),
    ("settings", "Settings", "office:settings", "settings", "settings.see", "s", ()),
]


# rooms whose pages stand below a document's address and belong to agreements
OF_AGREEMENTS = {"proposals", "contracts", "scope", "gates", "signing"}


def place_of(request: Any) -> str:
    """Return the key of the place that a document's page belongs to, as its view or its room says; else nothing."""
    match = getattr(request, "resolver_match", None)
    if match and match.namespace in OF_AGREEMENTS and request.path.startswith(("/documents/", "/proposals/", "/contracts/")):
        return "agreements"
    return getattr(request, "place", "")


def rail_for(acting: Any, path: str, place: str = "") -> list[Place]:
    """Return the places this person may go to; current is the named one, else the one whose address begins the path."""
    rail = _places(PLACES, acting, path)
    return [replace(each, current=each.key == place) for each in rail] if place else rail


def foot_for(acting: Any, path: str) -> list[Place]:
    """Return what stands at the foot of the rail: the bell with what is unread, and the settings."""
    places, unread = _places(FOOT, acting, path), unread_of(acting)
    return [replace(place, count=unread) if place.key == "notices" else place for place in places]


def person_of(acting: Any, path: str) -> dict[str, Any] | None:
    """Return the person's own entry at the foot of the rail."""
    url = url_of("office:account")
    return {"name": str(acting.member), "url": url, "current": path.startswith(url)} if url else None


@cache
def url_of(name: str, *args: str) -> str | None:
    """Return a page's address, or None while that page is not built."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


def _places(rows: list[tuple], acting: Any, path: str) -> list[Place]:
    places = []
    for key, label, name, icon, act, letter, also in rows:
        url = url_of(name)
        if url and acting.may(act):
            here = path == url or (url != "/" and path.startswith((url, *also)))
            places.append(Place(key, label, url, icon, current=here, letter=letter))
    return places
