"""Finding by what one types: clients with their people, documents, pages and settings. Only what the person may see."""

import re
from dataclasses import dataclass

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from clientkeep.foundation.ui.figures import write_money
from clientkeep.foundation.ui.reading import reading
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.searching import found_ids
from clientkeep.relationship.documents.kinds import KINDS
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.office.settings_pages import pages_for

LONGEST = 200
_NUMBER = re.compile(r"[A-Za-z]*[-/. ]?[\d-]*\d")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its sign, its name, a note beside it, where it is."""

    sign: str
    name: str
    note: str
    url: str


def clients(acting: Acting, typed: str, most: int) -> tuple[list[Hit], bool]:
    """Clients whose record or people fit, and whether they only nearly fit."""
    if not acting.may("clients.see") or len(typed) < 2:
        return [], False
    mine = Client.objects.visible_to(acting).current()
    ids, nearly = found_ids(mine, typed[:LONGEST], most * 5)
    rows = sorted(Client.objects.filter(pk__in=ids), key=lambda row: _likeness(row.name, typed))[:most]
    return [Hit("user", row.name, _where(row), reverse("clients:detail", args=[row.pk])) for row in rows], nearly


def documents(acting: Acting, typed: str, most: int) -> list[Hit]:
    """Documents by number, the beginning or the digits at its end, or by reference."""
    wanted = typed.strip()
    if not acting.may("documents.see") or len(wanted) < 2 or not (_NUMBER.fullmatch(wanted) or wanted.isupper()):
        return []
    kinds = [kind.slug for kind in KINDS]
    beginning = wanted.upper()
    by_number = Q(number__gte=beginning, number__lt=beginning + "\uffff")
    if wanted.isdigit() and len(wanted) < 10:
        by_number |= Q(seq=int(wanted))
    mine = Document.objects.visible_to(acting).filter(by_number, kind__in=kinds).exclude(number="")
    return [_paper(row) for row in mine.select_related("client").order_by("-issue_date")[:most]]


def pages(acting: Acting, typed: str, most: int) -> list[Hit]:
    """Pages and settings by how the words of their name begin."""
    words = typed.lower().split()
    return [hit for hit in _places(acting) if _begins(f"{hit.name} {hit.note}".lower(), words)][:most] if words else []


def _begins(name: str, words: list[str]) -> bool:
    named = name.split()
    return all(any(each.startswith(word) for each in named) for word in words)


def _places(acting: Acting) -> list[Hit]:
    named = [
        ("sun", "Today", "", "home:today", "clients.see"),
        ("users", "Clients", "", "clients:list", "clients.see"),
        ("inbox", "Inbox", "Conversations", "inbox:list", "inbox.see"),
        ("send", "Mailings", "Clients", "conversations:mailings", "clients.edit"),
        ("heart-handshake", "Promises", "Keeping", "conversations:promises", "clients.see"),
        ("heart-handshake", "Keeping", "", "keeping:overview", "clients.see"),
        ("heart-handshake", "Weekly review", "Keeping", "reviews:start", "clients.see"),
        ("heart-handshake", "Trust", "Keeping", "trust:everybody", "clients.see"),
        ("heart-handshake", "Cases", "Keeping", "cases:list", "clients.see"),
        ("chart-line", "Insights", "Figures", "insights:insights", "clients.see"),
        ("banknote", "Invoices", "Money", "documents:invoices", "documents.see"),
        ("signature", "Proposals, contracts, quotes", "Agreements", "documents:quotes", "documents.see"),
        ("banknote", "Payments", "Money", "billing:payments", "payments.see"),
        ("send", "Outbox", "Letters", "mail:outbox", "outbox.see"),
        ("import", "Import clients", "Clients", "transfer:imports", "clients.import"),
    ]
    hits = [
        Hit(sign, name, note, url) for sign, name, note, view, act in named if (url := _url(view)) and acting.may(act)
    ]
    return hits + [Hit("settings", page.question, f"Settings · {page.label}", url) for page, url in pages_for(acting)]


def _url(view: str) -> str | None:
    try:
        return reverse(view)
    except NoReverseMatch:
        return None


def _where(client: Client) -> str:
    return " · ".join(part for part in (client.get_stage_display(), client.city) if part)


def _paper(row: Document) -> Hit:
    reader = reading()
    total = write_money(row.payable.minor, row.currency, reader.locale, reader.currency)
    return Hit(
        "file-text",
        f"{row.label} {row.number}",
        f"{row.client.name} · {total}",
        reverse("documents:detail", args=[row.pk]),
    )


def _likeness(name: str, typed: str) -> tuple[bool, bool, str]:
    low, wanted = name.casefold(), typed.casefold().strip()
    return (not low.startswith(wanted), wanted not in low, low)
