"""Expectations letters in the portal: the client reads one, and acknowledges it by an act."""

import uuid
from typing import Any

from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from clientkeep.foundation.errors import Refusal
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.portal.gathering import Listed, shelf
from clientkeep.relationship.portal.key import PortalKey
from clientkeep.relationship.portal.links import path_to
from clientkeep.relationship.portal.slots import SECTIONS, WAITING, WaitingCard, lands
from clientkeep.relationship.portal.views import framed
from clientkeep.relationship.portal.visitor import Visitor, portal_page
from clientkeep.workspace.mail.links import makes_links

from .model import ExpectationsLetter

SHOWN = 20


# Each by the moment of its last word: acknowledged, or sent.
listed = shelf(
    "expectations", lambda visitor: letters_of(visitor).annotate(said_at=Coalesce("acknowledged_at", "sent_at")), words="subject", at="said_at",
    contact="",
)  # fmt: skip


@WAITING.add("expectations", "", order=15)
def letters_to_acknowledge(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """Letters that wait for the client's word."""
    if not visitor.may_agree:
        return None
    return {"cards": [_card(row) for row in reversed(listed(visitor)) if row.state == "sent"][:SHOWN]}


@SECTIONS.add("expectations", "onboarding/expectations/portal_section.html", order=12)
def how_we_work(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """What was acknowledged."""
    rows = [row for row in listed(visitor) if row.state == "acknowledged"][:SHOWN]
    return {"letters": rows} if rows else None


@portal_page
@require_safe
def letter(request: HttpRequest, expectations_id: uuid.UUID) -> HttpResponse:
    """One letter: the exact text, its digest, and the act."""
    return _page(request, _letter(request.visitor, expectations_id))


@portal_page
@require_POST
def acknowledge(request: HttpRequest, expectations_id: uuid.UUID) -> HttpResponse:
    """I have read this."""
    visitor, shown = request.visitor, _letter(request.visitor, expectations_id)
    try:
        visitor.require(visitor.may_agree)
        shown.acknowledge(visitor.actor, request.POST.get("digest", ""))
    except Refusal as refusal:
        return _page(request, _letter(visitor, expectations_id), refusal.status, refusal=refusal)
    return redirect("expectations:portal_letter", shown.pk)


def letters_of(visitor: Visitor) -> Any:
    """The letters that this visitor may see; a link to one document shows none."""
    rows = ExpectationsLetter.objects.filter(workspace=visitor.workspace, client=visitor.client).shown_to_client()
    return rows.select_related("client", "workspace", "contact") if visitor.sees_all else rows.none()


@makes_links("expectations")
def expectations_link(letter: Any, arguments: dict) -> str:
    """Open the portal of a contact, at the letter that they are asked to acknowledge."""
    contact = Contact.objects.select_related("client").get(workspace=letter.workspace_id, pk=arguments["contact"])
    return f"{path_to(PortalKey.make(contact.client, 'portal', contact)[1])}?expectations={arguments['expectations']}"


@lands("expectations")
def expectations_address(client: Client, expectations_id: uuid.UUID) -> str | None:
    """Where the letter leads; one that was replaced leads to the newest."""
    rows = ExpectationsLetter.objects.shown_to_client().filter(client=client).order_by("-sent_at")
    found = rows.filter(pk=expectations_id).first() or rows.first()
    return reverse("expectations:portal_letter", args=[found.pk]) if found else None


def _letter(visitor: Visitor, expectations_id: uuid.UUID) -> ExpectationsLetter:
    found = letters_of(visitor).filter(pk=expectations_id).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, shown: ExpectationsLetter, status: int = 200, **more: Any) -> HttpResponse:
    visitor: Visitor = request.visitor
    may = visitor.may_agree and not visitor.looking and shown.state == "sent"
    return render(request, "onboarding/expectations/portal_letter.html", framed(visitor, letter=shown, may=may, **more), status=status)


def _card(row: Listed) -> WaitingCard:
    url = reverse("expectations:portal_letter", args=[row.pk])
    return WaitingCard(title=row.words, words="How we work together, in writing.", url=url, label="Read and acknowledge", minutes=3, rank=15)
