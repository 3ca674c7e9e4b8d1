"""Credentials: asked of a client, handed over in the portal, looked at with a reason, deleted at the end."""

import uuid
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query

from clientkeep.lifecycle.onboarding.credentials import asking
from clientkeep.lifecycle.onboarding.credentials.model import LONGEST_LABEL, LONGEST_NOTE
from clientkeep.lifecycle.onboarding.credentials.rules import KINDS, STATES
from clientkeep.lifecycle.onboarding.credentials.showing import LONGEST as LONGEST_REASON
from clientkeep.lifecycle.onboarding.models import Credential
from clientkeep.relationship.clients.models import Contact

from ..answers import answer, day, moment
from ..door import Room
from ..fields import Day, Given, Text, Told
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, contact_named

room = Room()


class CredentialsAsked(Page):
    """Filters of the list of credentials."""

    client_id: uuid.UUID | None = None
    state: Literal[("", *STATES.all)] = ""


class NewCredential(Given):
    """What is asked of whom. After `expires_on`, its last day, it is destroyed."""

    client_id: uuid.UUID
    contact_id: uuid.UUID
    label: Text(LONGEST_LABEL, least=1)
    kind: Literal[tuple(slug for slug, _ in KINDS)] = "login"
    note: Text(LONGEST_NOTE) = ""
    due_on: Day | None = None
    expires_on: Day | None = None


class LookGiven(Given):
    """Why it is looked at. The client reads this."""

    because: Text(LONGEST_REASON, least=1)


class CredentialEndGiven(Given):
    """What becomes of it. `withdrawn` takes a request back that nobody has answered."""

    how: Literal["returned", "destroyed", "withdrawn"]
    because: Text(LONGEST_REASON, least=1)


class ShowingOut(Told):
    name: str
    because: str
    via: str
    shown_at: str


class CredentialOut(Told):
    """A credential, and who looked at it. What it holds is only in the answer to a look."""

    id: uuid.UUID
    client_id: uuid.UUID
    contact_id: uuid.UUID
    label: str
    kind: str
    note: str
    state: str
    due_on: str | None
    expires_on: str | None
    asked_by: str
    asked_at: str
    entered_by: str
    entered_at: str | None
    ended_by: str
    ended_at: str | None
    ended_because: str
    showings: list[ShowingOut]


class CredentialsOut(Told):
    items: list[CredentialOut]
    next: str | None


class ContentOut(Told):
    """What the client entered, as it was typed."""

    secret: str
    username: str
    address: str
    note: str


@room.reads("", "credentials.see", CredentialsOut)
def list_credentials(request: HttpRequest, asked: Query[CredentialsAsked]) -> HttpResponse:
    """List credentials, the newest first. None tells what it holds."""
    exact = {"client_id": asked.client_id, "state": asked.state}
    rows = Credential.objects.visible_to(request.acting).filter(**{name: value for name, value in exact.items() if value})
    if after := read_cursor(asked.cursor, uuid.UUID):
        rows = rows.filter(pk__lt=after[0])
    found = list(rows.prefetch_related("showings").order_by("-pk")[: asked.limit + 1])
    return page_answer(found, asked.limit, lambda row: [str(row.pk)], tell_credential)


@room.writes("", "credentials.ask", CredentialOut, 201)
def ask_for_credential(request: HttpRequest, given: NewCredential) -> HttpResponse:
    """Ask a contact for access to something, by a letter that leads to their page."""
    client = client_named(request.acting, given.client_id)
    contact: Contact = contact_named(client, given.contact_id)
    contact.client = client
    said: dict[str, Any] = {name: getattr(given, name) for name in ("label", "kind", "note", "due_on", "expires_on")}
    return answer(tell_credential(asking.ask(client, request.acting.actor, contact=contact, **said)), 201)


@room.reads("/{uuid:credential_id}", "credentials.see", CredentialOut)
def get_credential(request: HttpRequest, credential_id: uuid.UUID) -> HttpResponse:
    """One credential: how it stands, and who looked at it."""
    return answer(tell_credential(_credential(request, credential_id)))


@room.writes("/{uuid:credential_id}/showings", "credentials.show", ContentOut, 201, kept=False)
def look_at_credential(request: HttpRequest, credential_id: uuid.UUID, given: LookGiven) -> HttpResponse:
    """Be told what it holds. Who looks and why is noted first; each request is a look of its own, under any key.

    409 where nothing is kept.
    """
    content = _credential(request, credential_id).show(request.acting, given.because)
    told = answer({name: getattr(content, name) for name in ("secret", "username", "address", "note")}, 201)
    told["Cache-Control"] = "no-store, private"
    return told


@room.writes("/{uuid:credential_id}/end", "credentials.ask", CredentialOut)
def end_credential(request: HttpRequest, credential_id: uuid.UUID, given: CredentialEndGiven) -> HttpResponse:
    """Return it, destroy it, or take the request back: what was kept is deleted, the log stays."""
    found = _credential(request, credential_id)
    found.end(given.how, request.acting.actor, given.because)
    return answer(tell_credential(found))


def tell_credential(row: Credential) -> dict[str, Any]:
    """A credential as the interface tells it: never what it holds."""
    exact = ("label", "kind", "note", "state", "asked_by", "entered_by", "ended_by", "ended_because")
    return {
        "id": str(row.pk), "client_id": str(row.client_id), "contact_id": str(row.contact_id),
        **{name: getattr(row, name) for name in exact},
        "due_on": day(row.due_on), "expires_on": day(row.expires_on),
        "asked_at": moment(row.asked_at), "entered_at": moment(row.entered_at), "ended_at": moment(row.ended_at),
        "showings": [
            {"name": each.name, "because": each.because, "via": each.via, "shown_at": moment(each.shown_at)} for each in row.showings.all()
        ],
    }  # fmt: skip


def _credential(request: HttpRequest, credential_id: uuid.UUID) -> Credential:
    rows = Credential.objects.visible_to(request.acting).select_related("client__workspace", "workspace", "contact")
    found = rows.filter(pk=credential_id).first()
    if found is None:
        raise Http404
    return found
