"""The client's side: what is asked for, handing it over, who looked at it, and taking it back. All acts by POST."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.portal.gathering import Listed, shelf
from clientkeep.relationship.portal.key import PortalKey
from clientkeep.relationship.portal.links import path_to
from clientkeep.relationship.portal.slots import SECTIONS, WAITING, WaitingCard, lands
from clientkeep.relationship.portal.views import framed
from clientkeep.relationship.portal.visitor import Visitor, portal_page
from clientkeep.workspace.mail.links import makes_links

from .forms import EntryForm
from .model import Credential
from .rules import LABELS

SHOWN = 100
listed = shelf("credentials", lambda visitor: _of(visitor), words="label", at="asked_at")


@WAITING.add("credentials", "", order=30)
def asked_for(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """Access that the firm waits for."""
    rows = [row for row in listed(visitor) if row.state == "asked" and (visitor.looking or _may_enter(visitor, row))]
    cards = [WaitingCard(f"Hand over: {row.words}", "It is encrypted at once.", _address(row), "Hand it over", 2, 15) for row in rows[:20]]
    return {"cards": cards} if cards else None


@SECTIONS.add("credentials", "onboarding/credentials/portal_section.html", order=35)
def handed_over(visitor: Visitor, _: Any) -> dict[str, Any] | None:
    """What the firm has or had, with its log behind it."""
    rows = [(row, LABELS[row.state]) for row in listed(visitor) if row.state != "asked"]
    return {"credentials": rows[:SHOWN]} if rows else None


@portal_page
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def credential(request: HttpRequest, credential_id: uuid.UUID) -> HttpResponse:
    """One credential: what is asked, or who looked at it; POST hands it over."""
    visitor: Visitor = request.visitor
    found = _credential(visitor, credential_id)
    if request.method != "POST":
        return _page(request, found)
    form = EntryForm(request.POST)
    try:
        visitor.require(_may_enter(visitor, found))
        if not form.is_valid():
            return _page(request, found, 422, form=form.emptied())
        found.enter(visitor.actor, form.content())
    except Refusal as refusal:
        return _page(request, _credential(visitor, credential_id), refusal.status, refusal=refusal)
    return redirect("credentials:mine", found.pk)


@portal_page
@require_POST
def take_back(request: HttpRequest, credential_id: uuid.UUID) -> HttpResponse:
    """The client ends it: what the firm kept is destroyed."""
    visitor: Visitor = request.visitor
    found = _credential(visitor, credential_id)
    try:
        visitor.require(_may_enter(visitor, found))
        found.end("destroyed", visitor.actor, "taken back in the portal")
    except Refusal as refusal:
        return _page(request, _credential(visitor, credential_id), refusal.status, refusal=refusal)
    return redirect("credentials:mine", found.pk)


@makes_links("credential")
def credential_link(letter: Any, arguments: dict) -> str:
    """Open the portal of a contact, at what the letter asks for."""
    contact = Contact.objects.select_related("client").get(workspace=letter.workspace_id, pk=arguments["contact"])
    return f"{path_to(PortalKey.make(contact.client, 'portal', contact)[1])}?credential={arguments['credential']}"


@lands("credential")
def credential_address(client: Client, credential_id: uuid.UUID) -> str | None:
    """Where the letter leads."""
    found = Credential.objects.of_visitor(client.workspace_id, client).filter(pk=credential_id).first()
    return _address(found) if found else None


def _address(found: Credential | Listed) -> str:
    return reverse("credentials:mine", args=[found.pk])


def _of(visitor: Visitor) -> Any:
    """What this visitor may read of; a link to one document shows none."""
    return Credential.objects.of_visitor(visitor.workspace, visitor.client) if visitor.sees_all else Credential.objects.none()


def _credential(visitor: Visitor, credential_id: uuid.UUID) -> Credential:
    found = _of(visitor).select_related("client", "workspace", "contact").filter(pk=credential_id).first()
    if found is None:
        raise Http404
    return found


def _may_enter(visitor: Visitor, found: Credential | Listed) -> bool:
    """The contact who is asked, or one who may decide for the client."""
    if visitor.contact is None or visitor.looking:
        return False
    return visitor.contact.pk == found.contact_id or visitor.may_agree


def _page(request: HttpRequest, found: Credential, status: int = 200, form: EntryForm | None = None, **more: Any) -> HttpResponse:
    visitor: Visitor = request.visitor
    context = {
        "credential": found, "form": form or EntryForm(), "showings": list(found.showings.all()[:SHOWN]),
        "may": _may_enter(visitor, found) and found.is_open, **more,
    }  # fmt: skip
    return render(request, "onboarding/credentials/portal_page.html", framed(visitor, **context), status=status)
