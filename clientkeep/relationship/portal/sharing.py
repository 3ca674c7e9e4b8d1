"""Links that staff copy or end. Making one is an act: the secret is shown once."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from clientkeep.foundation import clock
from clientkeep.foundation.ui.notices import say
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.address import absolute
from clientkeep.workspace.members.gate import staff

from .key import PortalKey
from .links import new_link


@staff("clients.see")
@require_safe
def people(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Who can open a client's portal, and since when they last did."""
    client = get_object_or_404(Client.objects.visible_to(request.acting), pk=client_id)
    seen: dict[uuid.UUID, Any] = {}
    for contact_id, at in PortalKey.objects.alive().filter(client=client).values_list("contact_id", "seen_at"):
        seen[contact_id] = max(filter(None, (seen.get(contact_id), at)), default=None)
    rows = [{"contact": each, "open": each.pk in seen, "seen": seen.get(each.pk)} for each in client.people]
    context = {"client": client, "people": rows, "may_edit": request.acting.may("clients.edit") and not client.archived_at}
    return render(request, "portal/staff/people.html", context)


@staff("documents.issue")
@require_POST
def document_link(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Make a link to one issued document and show it once."""
    found = Document.objects.visible_to(request.acting).filter(pk=document_id).select_related("client").first()
    if found is None or found.state in ("draft", "void"):
        raise Http404
    people = found.client.contacts.for_billing()
    link = new_link(found.client, people[0] if people else None, found)
    return _shown(request, link, str(found), reverse("documents:detail", args=[found.pk]))


@staff("clients.edit")
@require_POST
def contact_link(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Make a link to a contact's portal and show it once."""
    contact = _contact(request, contact_id)
    link = new_link(contact.client, contact)
    return _shown(request, link, f"{contact}'s portal", reverse("portal:people", args=[contact.client_id]))


@staff("clients.edit")
@require_POST
def end_links(request: HttpRequest, contact_id: uuid.UUID) -> HttpResponse:
    """End every link of a contact, for pages that are open too."""
    contact = _contact(request, contact_id)
    ended = contact.portal_keys.alive().update(revoked_at=clock.now())
    say(request, f"{ended} links of {contact} no longer open anything.")
    return redirect("portal:people", contact.client_id)


def _contact(request: HttpRequest, contact_id: uuid.UUID) -> Contact:
    clients = Client.objects.visible_to(request.acting)
    found = Contact.objects.current().filter(pk=contact_id, client__in=clients).select_related("client").first()
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, link: str, what: str, back_url: str) -> HttpResponse:
    context = {"link": absolute(request.acting.workspace, link), "what": what, "back_url": back_url}
    answer = render(request, "portal/staff/link.html", context)
    answer["Cache-Control"] = "no-store"
    return answer
