"""Mail that waits for a choice, and the mailboxes that are read. Passwords are never told."""

import uuid
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.sales.inquiries.from_mail import inquiry_from
from clientkeep.relationship.conversations.mailboxes.deciding import put_with, retry
from clientkeep.relationship.conversations.mailboxes.setting import test_mailbox
from clientkeep.relationship.conversations.mailboxes.settings_views import TESTS, TESTS_IN
from clientkeep.relationship.conversations.models import Arrival, Mailbox
from clientkeep.workspace.members.limits import count_attempt

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Told
from ..paging import Page, page_answer, read_cursor
from .reach import clients

tray = Room()
mailboxes = Room()


class ArrivalOut(Told):
    """A mail that waits. `state`: tray (nobody knows the sender), aside (it could not be filed), or what was decided."""

    id: uuid.UUID
    state: str
    reason: str
    sender_name: str
    sender_email: str
    subject: str
    first_words: str
    happened_at: str


class ArrivalsOut(Told):
    items: list[ArrivalOut]
    next: str | None


class MailDecision(Given):
    """What becomes of it. `put` needs the client; `inquire` makes an inquiry of it."""

    act: Literal["put", "inquire", "ignore", "drop", "retry"]
    client_id: uuid.UUID | None = None


class MailDecided(Told):
    """What became of it: placed, inquired, ignored, dropped, or what a new try came to."""

    outcome: str


class MailboxOut(Told):
    """A mailbox. `problem` says in words why it could not be read."""

    id: uuid.UUID
    address: str
    host: str
    port: int
    security: str
    username: str
    is_own: bool
    begins_on: str
    reads_sent: bool
    fetched_at: str | None
    problem: str


class MailboxesOut(Told):
    items: list[MailboxOut]
    next: str | None


class MailboxTested(Told):
    """How many mails would be looked at."""

    mails: int


@tray.reads("", "inbox.tray", ArrivalsOut)
def list_waiting_mail(request: HttpRequest, asked: Query[Page]) -> HttpResponse:
    """List mail that waits for a choice, the newest first."""
    found = Arrival.objects.visible_to(request.acting).waiting()
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    return page_answer(list(found[: asked.limit + 1]), asked.limit, lambda row: [str(row.pk)], tell_arrival)


@tray.writes("/{uuid:arrival_id}/decision", "inbox.tray", MailDecided)
def decide_waiting_mail(request: HttpRequest, arrival_id: uuid.UUID, given: MailDecision) -> HttpResponse:
    """Put a mail with a client, make an inquiry of it, ignore its sender, drop it, or try to file it again."""
    acting = request.acting
    found = Arrival.objects.visible_to(acting).waiting().select_related("workspace").filter(pk=arrival_id).first()
    if found is None:
        raise Http404
    if given.act == "put":
        acting.require("clients.edit")
        put_with(found, _client(request, given.client_id), acting.actor)
    elif given.act == "inquire":
        acting.require("clients.edit")
        inquiry_from(found, acting.actor, acting.member)
    elif given.act == "retry":
        return answer({"outcome": retry(found, acting.actor)})
    elif given.act == "ignore":
        found.ignore_sender(acting.actor)
    else:
        found.drop(acting.actor)
    return answer({"outcome": {"put": "placed", "inquire": "inquired", "ignore": "ignored", "drop": "dropped"}[given.act]})


@mailboxes.reads("", "mailboxes.own", MailboxesOut)
def list_mailboxes(request: HttpRequest, asked: Query[Page]) -> HttpResponse:
    """List the mailboxes that one may change: one's own, and the firm's for its owners."""
    found = Mailbox.objects.visible_to(request.acting)
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__gt=after[0])
    return page_answer(list(found.order_by("pk")[: asked.limit + 1]), asked.limit, lambda row: [str(row.pk)], tell_mailbox)


@mailboxes.writes("/{uuid:mailbox_id}/test", "mailboxes.own", MailboxTested)
def test_a_mailbox(request: HttpRequest, mailbox_id: uuid.UUID) -> HttpResponse:
    """Sign in and look; nothing is filed."""
    found = Mailbox.objects.visible_to(request.acting).select_related("workspace").filter(pk=mailbox_id).first()
    if found is None:
        raise Http404
    count_attempt("mailbox.test", str(request.acting.workspace.pk), TESTS, TESTS_IN)
    return answer({"mails": test_mailbox(found)})


def tell_arrival(arrival: Arrival) -> dict[str, Any]:
    names = ("state", "reason", "sender_name", "sender_email", "subject", "first_words")
    return {"id": str(arrival.pk), "happened_at": moment(arrival.happened_at), **{name: getattr(arrival, name) for name in names}}


def tell_mailbox(mailbox: Mailbox) -> dict[str, Any]:
    names = ("address", "host", "port", "security", "username", "reads_sent", "problem")
    return {
        "id": str(mailbox.pk), "is_own": mailbox.member_id is not None, "begins_on": mailbox.begins_on.isoformat(),
        "fetched_at": moment(mailbox.fetched_at), **{name: getattr(mailbox, name) for name in names},
    }  # fmt: skip


def _client(request: HttpRequest, client_id: uuid.UUID | None) -> Any:
    client = clients(request.acting).select_related("workspace").filter(pk=client_id).first()
    if client is None:
        raise Invalid("Give the id of a client on record.", "client_id")
    return client
