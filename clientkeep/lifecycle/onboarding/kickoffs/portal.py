"""Kickoffs in the portal: when one meets, with whom, and what is spoken about."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.portal.gathering import shelf
from clientkeep.relationship.portal.key import PortalKey
from clientkeep.relationship.portal.links import path_to
from clientkeep.relationship.portal.slots import SECTIONS, WAITING, WaitingCard, lands
from clientkeep.relationship.portal.views import framed
from clientkeep.relationship.portal.visitor import Visitor, portal_page
from clientkeep.workspace.mail.links import makes_links

from .model import Kickoff

SHOWN = 20
# Each by the moment at which its agenda was sent last; in place of the words of a state stands what is to be done.
listed = shelf("kickoffs", lambda visitor: _of(visitor), words="title", at="agenda_sent_at", contact="")


@WAITING.add("kickoffs", "", order=20)
def to_prepare(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """Agendas to be read before one meets."""
    rows = [row for row in listed(visitor) if row.state == "planned"][:SHOWN]
    cards = [WaitingCard(row.words, "What we speak about when we meet.", _address(row.pk), "Read the agenda", 3, 20) for row in rows]
    return {"cards": cards} if cards else None


@SECTIONS.add("kickoffs", "onboarding/kickoffs/portal_section.html", order=13)
def kickoffs(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """What was held."""
    rows = [row for row in listed(visitor) if row.state == "held"][:SHOWN]
    return {"kickoffs": rows} if rows else None


@portal_page
@require_safe
def kickoff(request: HttpRequest, kickoff_id: uuid.UUID) -> HttpResponse:
    """One kickoff: when, with whom, the agenda; what is internal is no part of it."""
    visitor: Visitor = request.visitor
    rows = _of(visitor).select_related("client", "workspace", "recap", "meeting_type__member__user")
    found = rows.filter(pk=kickoff_id).first()
    if found is None:
        raise Http404
    people = [*map(str, found.members.select_related("user")), *map(str, found.contacts.all())]
    bookable = found.meeting_type if found.is_planned and not found.starts_at and found.meeting_type and found.meeting_type.is_open else None
    recap = found.recap if found.recap and found.recap.state in ("sent", "questioned", "confirmed") else None
    items = found.items.filter(internal=False).in_order().values("title", "text")
    context = {"kickoff": found, "people": people, "items": items, "bookable": bookable, "recap": recap}
    return render(request, "onboarding/kickoffs/portal_page.html", framed(visitor, **context))


@makes_links("kickoff")
def kickoff_link(letter: Any, arguments: dict) -> str:
    """Open the portal of a contact, at the agenda."""
    contact = Contact.objects.select_related("client").get(workspace=letter.workspace_id, pk=arguments["contact"])
    return f"{path_to(PortalKey.make(contact.client, 'portal', contact)[1])}?kickoff={arguments['kickoff']}"


@lands("kickoff")
def kickoff_address(client: Client, kickoff_id: uuid.UUID) -> str | None:
    """Where the letter leads."""
    known = Kickoff.objects.shown_to_client().filter(client=client, pk=kickoff_id).exists()
    return _address(kickoff_id) if known else None


def _address(pk: uuid.UUID) -> str:
    return reverse("kickoffs:portal_kickoff", args=[pk])


def _of(visitor: Visitor) -> Any:
    rows = Kickoff.objects.shown_to_client().filter(workspace=visitor.workspace, client=visitor.client)
    return rows if visitor.sees_all else rows.none()
