"""Testimonials and referrals that were asked for."""

import uuid
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.retention.asks import asking
from clientkeep.lifecycle.retention.asks.model import KINDS, STATES, WINS, Ask
from clientkeep.lifecycle.retention.asks.views import visible_ask
from clientkeep.lifecycle.retention.surveys.sending import whom_to_ask

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Text, Told
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, contact_named

room = Room()
Kind = Literal[tuple(key for key, _ in KINDS)]


class NewAsk(Given):
    """An ask, in words that a person approved. `{link}` in the letter becomes its button."""

    client_id: uuid.UUID
    contact_id: uuid.UUID | None = Field(None, description="The primary contact, where nothing is given")
    kind: Kind
    win: Literal[tuple(key for key, _ in WINS)]
    subject: Text(300) = Field("", description="The firm's own, where nothing is given")
    letter: Text(20_000) = Field("", description="The firm's own, where nothing is given")


class AsksAsked(Page):
    """Filters of the list of asks."""

    client_id: uuid.UUID | None = None
    kind: Literal[("", *(key for key, _ in KINDS))] = ""
    state: Literal[("", *STATES.all)] = ""


class AskOut(Told):
    """An ask. `signed` is what may stand beside published words; `lead_id` is the client that a referral brought."""

    id: uuid.UUID
    client_id: uuid.UUID
    contact_id: uuid.UUID
    kind: str
    state: str
    text: str
    signed: str
    lead_id: uuid.UUID | None
    asked_at: str
    consented_at: str | None
    published_at: str | None


class AsksOut(Told):
    items: list[AskOut]
    next: str | None


class PublishedOut(Told):
    """Words that may stand on the firm's site now."""

    text: str
    signed: str
    published_at: str


class AllPublishedOut(Told):
    items: list[PublishedOut]


@room.reads("", "clients.see", AsksOut)
def list_asks(request: HttpRequest, asked: Query[AsksAsked]) -> HttpResponse:
    """List asks, newest first."""
    exact = {"client_id": asked.client_id, "kind": asked.kind, "state": asked.state}
    found = Ask.objects.visible_to(request.acting).filter(**{name: value for name, value in exact.items() if value})
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    rows = list(found.select_related("client", "contact", "referral").order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], tell_ask)


@room.reads("/published", "clients.see", AllPublishedOut)
def list_published_testimonials(request: HttpRequest) -> HttpResponse:
    """List what may be shown to everybody, newest first. What is taken back is gone from here at once."""
    acting = request.acting
    rows = Ask.objects.published(acting.workspace) & Ask.objects.visible_to(acting)
    told = [
        {"text": row.text, "signed": row.signed, "published_at": moment(row.published_at)}
        for row in rows.select_related("client", "contact")[:200]
    ]
    return answer({"items": told})


@room.writes("", "clients.edit", AskOut, 201)
def send_ask(request: HttpRequest, given: NewAsk) -> HttpResponse:
    """Ask a contact. 409 where it was asked before, or while a case is open."""
    acting = request.acting
    client = client_named(acting, given.client_id)
    contact = contact_named(client, given.contact_id) or whom_to_ask(client)
    if contact is None:
        raise Invalid("No contact of this client has an e-mail address.", "contact_id")
    contact.client = client
    words = asking.draft(contact, given.kind, acting.actor)
    subject, letter = given.subject or words.subject, given.letter or words.text
    return answer(tell_ask(asking.ask(contact, given.kind, acting.actor, given.win, subject, letter)), 201)


@room.writes("/{uuid:ask_id}/publication", "clients.edit", AskOut)
def publish_testimonial(request: HttpRequest, ask_id: uuid.UUID) -> HttpResponse:
    """Publish words whose consent holds."""
    ask = visible_ask(request.acting, ask_id)
    ask.publish(request.acting.actor)
    return answer(tell_ask(ask))


@room.writes("/{uuid:ask_id}/withdrawal", "clients.edit", AskOut)
def withdraw_testimonial(request: HttpRequest, ask_id: uuid.UUID) -> HttpResponse:
    """Take published words off, for good."""
    ask = visible_ask(request.acting, ask_id)
    ask.withdraw(request.acting.actor)
    return answer(tell_ask(ask))


def tell_ask(ask: Ask) -> dict[str, Any]:
    lead = getattr(ask, "referral", None)
    return {
        "id": str(ask.pk), "client_id": str(ask.client_id), "contact_id": str(ask.contact_id), "kind": ask.kind, "state": ask.state,
        "text": ask.text, "signed": ask.signed, "lead_id": str(lead.lead_id) if lead else None, "asked_at": moment(ask.asked_at),
        "consented_at": moment(ask.consented_at), "published_at": moment(ask.published_at),
    }  # fmt: skip
