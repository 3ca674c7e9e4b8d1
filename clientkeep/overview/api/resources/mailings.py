"""Mailings: one template to many clients, looked at before they go, each letter once."""

import uuid
from collections import Counter
from typing import Annotated, Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.listing import Listing, Shown
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.mailings.model import MOST
from clientkeep.relationship.conversations.models import Mailing, MailingRow
from clientkeep.relationship.conversations.writing import merging
from clientkeep.relationship.conversations.writing.merging import Occasion
from clientkeep.relationship.conversations.writing.templates import templates_of
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, moment
from ..door import Room
from ..fields import Flag, Given, Text, Told
from ..paging import Page, page_answer, read_cursor

room = Room()


class NewMailing(Given):
    """A template, and the clients: by id, or all that fit the filters."""

    template: Text(60, least=1) = Field(description="A template's key")
    client_ids: Annotated[list[uuid.UUID], Field(max_length=MOST)] | None = None
    stage: Text(20) = ""
    tier: Text(10) = ""
    tag: Text(60) = ""
    owner: Text(40) = Field("", description="A member's id, me or none")


class Chosen(Given):
    """Whether the recipient gets it."""

    gets_it: Flag


class MailingOut(Told):
    """A mailing; `recipients` and `letters` count by state."""

    id: uuid.UUID
    name: str
    state: str
    recipients: dict[str, int]
    letters: dict[str, int]
    created_at: str
    sent_at: str | None


class MailingsOut(Told):
    items: list[MailingOut]
    next: str | None


class RecipientOut(Told):
    """One recipient, and the letter as it will read. `reason`: why it cannot go, or what is empty in it."""

    id: uuid.UUID
    client_id: uuid.UUID
    contact_id: uuid.UUID | None
    state: str
    reason: str
    message_id: uuid.UUID | None
    subject: str
    text: str


class RecipientsOut(Told):
    items: list[RecipientOut]
    next: str | None


@room.reads("", "clients.see", MailingsOut)
def list_mailings(request: HttpRequest, asked: Query[Page]) -> HttpResponse:
    """List mailings, newest first."""
    found = Mailing.objects.visible_to(request.acting)
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    rows = list(found.order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda mailing: [str(mailing.pk)], tell_mailing)


@room.writes("", "clients.edit", MailingOut, 201)
def create_mailing(request: HttpRequest, given: NewMailing) -> HttpResponse:
    """Draw a mailing up. Nothing leaves before it is sent."""
    acting = request.acting
    template = next((each for each in templates_of(acting.workspace) if each.key == given.template), None)
    if template is None:
        raise Invalid("There is no such template.", "template")
    return answer(tell_mailing(Mailing.make(acting, template, _clients(acting, given))), 201)


@room.reads("/{uuid:mailing_id}", "clients.see", MailingOut)
def get_mailing(request: HttpRequest, mailing_id: uuid.UUID) -> HttpResponse:
    """One mailing, with how many letters are where."""
    return answer(tell_mailing(_mailing(request.acting, mailing_id)))


@room.reads("/{uuid:mailing_id}/recipients", "clients.see", RecipientsOut)
def list_mailing_recipients(request: HttpRequest, mailing_id: uuid.UUID, asked: Query[Page]) -> HttpResponse:
    """Each recipient, with the letter as it will read."""
    mailing = _mailing(request.acting, mailing_id)
    found = _rows(request.acting, mailing)
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__gt=after[0])
    rows = list(found.order_by("pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], lambda row: tell_recipient(mailing, row))


@room.writes("/{uuid:mailing_id}/recipients/{uuid:recipient_id}", "clients.edit", RecipientOut, method="PUT")
def choose_mailing_recipient(
    request: HttpRequest, mailing_id: uuid.UUID, recipient_id: uuid.UUID, given: Chosen
) -> HttpResponse:
    """Take a recipient out before the mailing is sent, or put them back."""
    mailing = _mailing(request.acting, mailing_id)
    row = _rows(request.acting, mailing).filter(pk=recipient_id).first()
    if row is None:
        raise Http404
    row.choose(given.gets_it)
    row.refresh_from_db(fields=["state"])
    return answer(tell_recipient(mailing, row))


@room.writes("/{uuid:mailing_id}/send", "clients.edit", MailingOut)
def send_mailing(request: HttpRequest, mailing_id: uuid.UUID) -> HttpResponse:
    """Let the letters be written and leave. Sent again it does nothing new."""
    mailing = _mailing(request.acting, mailing_id)
    mailing.send(request.acting.actor)
    return answer(tell_mailing(mailing))


@room.writes("/{uuid:mailing_id}", "clients.edit", None, 204, method="DELETE")
def discard_mailing(request: HttpRequest, mailing_id: uuid.UUID) -> HttpResponse:
    """Throw a draft away."""
    _mailing(request.acting, mailing_id).discard()
    return answer(None, 204)


def tell_mailing(mailing: Mailing) -> dict[str, Any]:
    rows = mailing.rows.order_by().values_list("state").annotate(Count("pk"))
    letters = mailing.letters().order_by().values_list("state").annotate(Count("pk"))
    return {
        "id": str(mailing.pk), "name": mailing.name, "state": mailing.state, "recipients": dict(Counter(dict(rows))),
        "letters": dict(Counter(dict(letters))), "created_at": moment(mailing.created_at), "sent_at": moment(mailing.sent_at),
    }  # fmt: skip


def tell_recipient(mailing: Mailing, row: MailingRow) -> dict[str, Any]:
    row.client.workspace = mailing.workspace
    occasion = Occasion(row.client, row.contact, mailing.member)
    words = merging.spoken(mailing.words_for(row), occasion, merging.first_name(occasion))
    return {
        "id": str(row.pk), "client_id": str(row.client_id), "contact_id": str(row.contact_id) if row.contact_id else None,
        "state": row.state, "reason": row.reason, "message_id": str(row.message_id) if row.message_id else None,
        "subject": words.subject, "text": words.text,
    }  # fmt: skip


def _clients(acting: Acting, given: NewMailing) -> list[Client]:
    if given.client_ids is None:
        listing = Listing.of({name: getattr(given, name) for name in ("stage", "tier", "tag", "owner")})
        return list(Shown(acting, listing).filtered.order_by("words", "pk")[: MOST + 1])
    found = list(Client.objects.visible_to(acting).current().filter(pk__in=given.client_ids))
    if len(found) != len(set(given.client_ids)):
        raise Invalid("There is no such client, or it is archived.", "client_ids")
    return found


def _mailing(acting: Acting, mailing_id: uuid.UUID) -> Mailing:
    found = Mailing.objects.visible_to(acting).select_related("workspace", "member__user", "member__workspace")
    mailing = found.filter(pk=mailing_id).first()
    if mailing is None:
        raise Http404
    return mailing


def _rows(acting: Acting, mailing: Mailing) -> Any:
    return mailing.rows.filter(client__in=Client.objects.visible_to(acting)).select_related("client", "contact")
