"""What the portal shows on pages of lower rooms, and its own sections."""

from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from clientkeep.foundation.kept import Now
from clientkeep.foundation.ui.days import local_date, write_distance
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.signs import SignLine, newest, sign
from clientkeep.relationship.clients.slots import CLIENT_ACTS
from clientkeep.relationship.documents.hindrances import hindrance_of, unhindered
from clientkeep.relationship.documents.kinds import KINDS
from clientkeep.relationship.documents.line import Line
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.slots import DOCUMENT_MENU
from clientkeep.workspace.files.models import StoredFile

from .key import PortalKey
from .slots import DOCUMENT_ACTS, SECTIONS, WAITING, WaitingCard
from .threads import threads_of
from .visitor import Visitor

SHOWN = 200
_FIRST_LINE = Subquery(Line.objects.filter(document=OuterRef("pk")).order_by("position").values("description")[:1])


@WAITING.add("answers", "", order=10)
def quotes_to_answer(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """Quotes and estimates that wait for an answer."""
    if not visitor.may_agree:
        return None
    kinds = [kind.slug for kind in KINDS if kind.answerable]
    asked = [row for row in papers(visitor) if row.kind in kinds and row.state == "issued" and row.may_be_answered and not row.expired]
    return {"cards": [_card(row) for row in asked[:20]]}


@SECTIONS.add("documents", "portal/sections/documents.html", order=10)
def documents(visitor: Visitor, _: Any) -> dict[str, Any]:
    """All documents of the client, newest first."""
    return {"documents": sorted(papers(visitor), key=lambda row: (row.issue_date, row.pk), reverse=True)}


def papers(visitor: Visitor) -> list[Document]:
    """Those that wait for an answer, then the newest; asked for once for both places of the page."""
    if "papers" not in visitor.kept:
        free = Exists(unhindered(Document.objects.filter(pk=OuterRef("pk"))))
        waits = Case(When(state="issued", kind__in=[kind.slug for kind in KINDS if kind.answerable], then=1), default=0)
        rows = visitor.documents().annotate(first_line=_FIRST_LINE, may_be_answered=free)
        visitor.kept["papers"] = list(rows.order_by(waits.desc(), "-issue_date", "-pk")[:SHOWN])
    return visitor.kept["papers"]


@SECTIONS.add("files", "portal/sections/files.html", order=30)
def files(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """Files that the firm shows to the client."""
    shown = StoredFile.objects.filter(
        workspace=visitor.workspace, client_id=visitor.client.pk, shown_to_client=True, removed_at=None, purpose="file"
    )
    rows = list(shown.filter(replaced_by=None).order_by("-created_at")[:200])
    return {"files": rows} if rows else None


@SECTIONS.add("messages", "portal/sections/messages.html", order=20)
def messages(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """What was written with this person, and the way to write."""
    may_write = visitor.contact is not None and not visitor.looking
    found = list(threads_of(visitor)[:50])
    return {"threads": found, "may_write": may_write, "firm_name": visitor.workspace.name} if found or may_write else None


@DOCUMENT_ACTS.add("answer", "portal/acts/answer.html", order=10)
def answer(visitor: Visitor, document: Document) -> dict[str, Any] | None:
    """Accept or decline, where an answer is asked."""
    if not document.kind_row.answerable or document.state != "issued" or hindrance_of(document):
        return None
    return {
        "may": visitor.may_agree and not visitor.looking,
        "expired": document.expired,
        "name": visitor.contact or "",
    }


@DOCUMENT_MENU.add("portal", "portal/staff/document_acts.html", order=90)
def staff_document_acts(acting: Any, document: Document) -> dict[str, Any] | None:
    """Copy a link; look as the client."""
    return {} if document.state not in ("draft", "void") and acting.may("documents.issue") else None


@CLIENT_ACTS.add("portal", "portal/staff/client_acts.html", order=50)
def staff_client_acts(acting: Any, client: Client) -> dict[str, Any]:
    """Look as the client."""
    return {"client": client}


def _keys(acting: Any) -> dict[str, Any]:
    alive = PortalKey.objects.alive(Now()).exclude(contact=None)
    people = alive.filter(client=OuterRef("pk")).order_by().values("client")
    seen = alive.filter(seen_at__isnull=False).order_by("-seen_at")
    return {
        "people": Coalesce(Subquery(people.annotate(how_many=Count("contact", distinct=True)).values("how_many")), 0),
        "seen": newest(seen, "seen_at"),
    }


@sign("portal", _keys, order=80)
def portal(acting: Any, client: Client, values: dict[str, Any]) -> SignLine | None:
    """Who can open the portal, and when somebody last did."""
    if not acting.may("clients.edit"):
        return None
    url, count = reverse("portal:people", args=[client.pk]), values["people"]
    words = f"{count} {'person has' if count == 1 else 'people have'} a link" if count else "nobody has a link yet"
    seen = values["seen"] and write_distance(local_date(values["seen"], acting.workspace.time_zone), acting.workspace.today())
    return SignLine("Portal", words, url, more=f"Last opened {seen}" if seen else "")


def _card(document: Document) -> WaitingCard:
    return WaitingCard(
        title=f"Answer {document.label.lower()} {document.number}",
        words=document.title or document.first_line,
        url=reverse("portal:document", args=[document.pk]),
        label=f"Read the {document.label.lower()}",
        minutes=5,
        rank=10,
    )
