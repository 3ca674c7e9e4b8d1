"""Updates in the portal: each as it was sent, under an address that is nobody else's."""

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
from clientkeep.relationship.portal.slots import SECTIONS, lands
from clientkeep.relationship.portal.views import framed
from clientkeep.relationship.portal.visitor import Visitor, portal_page
from clientkeep.workspace.mail.links import makes_links

from .model import StatusUpdate

SHOWN = 100
listed = shelf("updates", lambda visitor: _updates_of(visitor), words="subject", at="sent_at", contact="")


@SECTIONS.add("updates", "delivery/updates/portal_section.html", order=5)
def updates(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """The updates so far, the newest first."""
    rows = listed(visitor)[:SHOWN]
    return {"updates": rows} if rows else None


@portal_page
@require_safe
def update(request: HttpRequest, update_id: uuid.UUID) -> HttpResponse:
    """One update: the exact text that was sent."""
    visitor: Visitor = request.visitor
    shown = _updates_of(visitor).filter(pk=update_id).first()
    if shown is None:
        raise Http404
    return render(request, "delivery/updates/portal_page.html", framed(visitor, update=shown))


@makes_links("update")
def update_link(letter: Any, arguments: dict) -> str:
    """Open the portal of a contact, at the update that the letter holds."""
    contact = Contact.objects.select_related("client").get(workspace=letter.workspace_id, pk=arguments["contact"])
    return f"{path_to(PortalKey.make(contact.client, 'portal', contact)[1])}?update={arguments['update']}"


@lands("update")
def update_address(client: Client, update_id: uuid.UUID) -> str | None:
    """Where the letter of an update leads."""
    is_sent = StatusUpdate.objects.sent().filter(client=client, pk=update_id).exists()
    return reverse("delivery:shown_update", args=[update_id]) if is_sent else None


def _updates_of(visitor: Visitor) -> Any:
    """What was sent to the visitor's firm; a link to one document shows none."""
    if not visitor.sees_all:
        return StatusUpdate.objects.none()
    return StatusUpdate.objects.filter(workspace=visitor.workspace, client=visitor.client).sent()
