"""Expectations letters: drafted from the record, sent by a person, acknowledged by the client in the portal."""

import uuid
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.onboarding.expectations.drafting import first_values
from clientkeep.lifecycle.onboarding.expectations.forms import values_of
from clientkeep.lifecycle.onboarding.expectations.model import CHANNELS, LONGEST, LONGEST_SUBJECT, STATES
from clientkeep.lifecycle.onboarding.expectations.rules import unfilled
from clientkeep.lifecycle.onboarding.expectations.sending import send
from clientkeep.lifecycle.onboarding.models import ExpectationsLetter
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.conversations.response.rules import UNITS
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Text, Told, Whole
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, contact_named

room = Room()


class ExpectationsWords(Given):
    """What a letter says, and what follows once it is acknowledged. What is not sent is drafted from the record, or stays."""

    contact_id: uuid.UUID | None = None
    subject: Text(LONGEST_SUBJECT, least=1) | None = None
    text: Text(LONGEST, least=1) | None = None
    amount: Whole | None = Field(None, ge=0, le=200, description="Of the response promise")
    unit: Literal[tuple(UNITS)] | None = None
    channel: Literal[tuple(slug for slug, _ in CHANNELS)] | None = None
    every: Text(6) | None = Field(None, description="ISO 8601: P2W is every two weeks; empty: no line of the communication plan")


class NewExpectations(ExpectationsWords):
    """A new draft for a client."""

    client_id: uuid.UUID


class ExpectationsAsked(Page):
    """Filters of the list."""

    client_id: uuid.UUID | None = None
    state: Literal[("", *STATES.all)] = ""


class ExpectationsOut(Told):
    """A letter. `digest` is the SHA-256 of its text, kept as it was sent; a draft with `unfilled` sections does not leave."""

    id: uuid.UUID
    client_id: uuid.UUID
    contact_id: uuid.UUID | None
    state: str
    subject: str
    text: str
    unfilled: list[str]
    amount: int
    unit: str
    channel: str
    every: str
    digest: str
    created_at: str
    sent_at: str | None
    acknowledged_at: str | None
    acknowledged_by: str


class ExpectationsListOut(Told):
    items: list[ExpectationsOut]
    next: str | None


@room.reads("", "clients.see", ExpectationsListOut)
def list_expectations_letters(request: HttpRequest, asked: Query[ExpectationsAsked]) -> HttpResponse:
    """List letters, newest first."""
    exact = {"client_id": asked.client_id, "state": asked.state}
    found = ExpectationsLetter.objects.visible_to(request.acting).filter(**{name: value for name, value in exact.items() if value})
    if after := read_cursor(asked.cursor, uuid.UUID):
        found = found.filter(pk__lt=after[0])
    return page_answer(list(found.order_by("-pk")[: asked.limit + 1]), asked.limit, lambda row: [str(row.pk)], _tell)


@room.reads("/{uuid:expectations_id}", "clients.see", ExpectationsOut)
def get_expectations_letter(request: HttpRequest, expectations_id: uuid.UUID) -> HttpResponse:
    """One letter."""
    return answer(_tell(_letter(request.acting, expectations_id)))


@room.writes("", "clients.edit", ExpectationsOut, 201)
def draft_expectations_letter(request: HttpRequest, given: NewExpectations) -> HttpResponse:
    """Draft a letter from the record of a client."""
    acting = request.acting
    client = client_named(acting, given.client_id)
    values = first_values(client, str(acting.member)) | _given(client, given)
    return answer(_tell(ExpectationsLetter.begin(client, acting.actor, **values)), 201)


@room.writes("/{uuid:expectations_id}", "clients.edit", ExpectationsOut, method="PATCH")
def change_expectations_letter(request: HttpRequest, expectations_id: uuid.UUID, given: ExpectationsWords) -> HttpResponse:
    """Change a draft. 409 once it was sent."""
    letter = _letter(request.acting, expectations_id)
    letter.write(**(values_of(letter) | _given(letter.client, given)))
    return answer(_tell(letter))


@room.writes("/{uuid:expectations_id}/sending", "clients.edit", ExpectationsOut)
def send_expectations_letter(request: HttpRequest, expectations_id: uuid.UUID) -> HttpResponse:
    """Send it to its contact, once. Letters before it wait no more."""
    letter = _letter(request.acting, expectations_id)
    send(letter, request.acting.actor)
    return answer(_tell(letter))


@room.writes("/{uuid:expectations_id}/discarding", "clients.edit", ExpectationsOut)
def discard_expectations_letter(request: HttpRequest, expectations_id: uuid.UUID) -> HttpResponse:
    """Put a draft away. 409 once it was sent."""
    letter = _letter(request.acting, expectations_id)
    letter.discard()
    return answer(_tell(letter))


def _letter(acting: Acting, expectations_id: uuid.UUID) -> ExpectationsLetter:
    rows = ExpectationsLetter.objects.visible_to(acting).select_related("client__workspace", "client__owner__user", "workspace", "contact")
    found = rows.filter(pk=expectations_id).first()
    if found is None:
        raise Http404
    return found


def _given(client: Client, given: ExpectationsWords) -> dict[str, Any]:
    sent = given.model_fields_set - {"client_id", "contact_id"}
    if nothing := sorted(name for name in sent if getattr(given, name) is None):
        raise Invalid("Send a value, or leave it out.", nothing[0])
    values = {name: getattr(given, name) for name in sent}
    return values | ({"contact": contact_named(client, given.contact_id)} if "contact_id" in given.model_fields_set else {})


def _tell(letter: ExpectationsLetter) -> dict[str, Any]:
    return {
        "id": str(letter.pk), "client_id": str(letter.client_id), "contact_id": letter.contact_id and str(letter.contact_id), "state": letter.state,
        "subject": letter.subject, "text": letter.text, "unfilled": unfilled(letter.text), "amount": letter.amount, "unit": letter.unit, "channel": letter.channel, "every": letter.every,
        "digest": letter.digest, "created_at": moment(letter.created_at), "sent_at": moment(letter.sent_at),
        "acknowledged_at": moment(letter.acknowledged_at), "acknowledged_by": letter.acknowledged_by,
    }  # fmt: skip
