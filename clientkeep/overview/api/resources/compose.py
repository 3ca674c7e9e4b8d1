"""One sentence becomes one billing document, by the contract of compose."""

import uuid
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.secrets import new_token
from clientkeep.foundation.understood import told_beside
from clientkeep.lifecycle.billing.compose import Draft, Request, UsageError, compose
from clientkeep.lifecycle.billing.compose.request import LONGEST_TEXT
from clientkeep.lifecycle.billing.sentences.candidates import clients_near
from clientkeep.lifecycle.billing.sentences.defaults import request_for
from clientkeep.lifecycle.billing.sentences.understood import understand
from clientkeep.lifecycle.billing.sentences.writing import write_draft
from clientkeep.relationship.documents.fetching import visible
from clientkeep.workspace.members.acting import Acting

from ..answers import answer
from ..door import Room
from ..fields import Day, Flag, Given, Number, Text, Told, Whole
from .documents.shapes import DocumentOut
from .documents.telling import tell_document
from .reach import client_named

room = Room()
# Inputs of the contract under which a sentence is read; without one of them the firm's own holds.
INPUTS = ("today", "currency", "locale", "clients", "terms_days")


class Sentence(Given):
    """A sentence, and under which settings it is read. What is not sent is the firm's own."""

    text: Text(LONGEST_TEXT, least=1)
    today: Day | None = None
    currency: Text(3) | None = None
    locale: Literal["en-US", "en-GB"] | None = None
    clients: Annotated[list[Text(400)], Field(max_length=5_000)] | None = Field(None, description="Names on record")
    terms_days: Annotated[Whole, Field(ge=0, le=36_500)] | None = Field(None, description="Sent as null: no default")
    draft: Flag = Field(False, description="Write the draft too; needs the scope documents.draft")
    client_id: uuid.UUID | None = Field(None, description="With `draft`: whom it is for, where the text leaves it open")
    new_client: Text(200) = Field("", description="With `draft`: the name of a client to put on record")
    new_client_email: Text(254) = ""
    tax_percent: Number | None = Field(None, description="With `draft`: the tax instead of the usual one")


class PartOut(Told):
    start: int
    end: int
    field: str
    label: str


class AssumedOut(Told):
    field: str
    value: str
    because: str


class LeftoverOut(Told):
    start: int
    end: int
    text: str


class DoubtOut(Told):
    start: int
    end: int
    field: str
    message: str


class ComposedLine(Told):
    description: str | None
    quantity: str
    unit: str | None
    unit_price: str | None
    discount_percent: str | None


class Composed(Told):
    """The contract's output, and what each part of the text was taken for. Places count code points."""

    kind: str
    client: str | None
    client_email: str | None
    currency: str
    lines: list[ComposedLine]
    discount: dict[str, str] | None
    tax: dict[str, Any] | None
    deposit: dict[str, str] | None
    issue_date: str
    due_date: str | None
    valid_until: str | None
    schedule: dict[str, Any] | None
    payment: dict[str, Any] | None
    reference: str | None
    notes: str | None
    subtotal: str | None
    discount_total: str | None
    tax_total: str | None
    total: str | None
    unresolved: list[str]
    parts: list[PartOut]
    assumed: list[AssumedOut]
    leftovers: list[LeftoverOut]
    flags: list[DoubtOut]
    document: DocumentOut | None = None


@room.writes("", "documents.see", Composed)
def compose_document(request: HttpRequest, given: Sentence) -> HttpResponse:
    """Read a sentence as an invoice, quote, estimate, receipt or credit note.

    Nothing is saved, unless `draft` is set: then the draft is written as the compose page writes it, under the firm's
    settings, and stands in `document`. A client that is not on record needs `client_id` or is put on record by the name in
    the text or in `new_client`.
    """
    acting = request.acting
    if given.draft:
        return _drafted(request, acting, given)
    try:
        return answer(tell(compose(_asked(acting, given))))
    except UsageError as wrong:
        raise Invalid(wrong.message, wrong.field) from None


def tell(draft: Draft) -> dict[str, Any]:
    """The contract's output with the places of the text beside it."""
    return draft.as_contract() | told_beside(draft)


def _asked(acting: Acting, given: Sentence) -> Request:
    """The engine's request: the contract's inputs as sent, the firm's own for the others."""
    sent = {name: getattr(given, name) for name in INPUTS if name in given.model_fields_set}
    for name in ("today", "currency", "locale", "clients"):
        if sent.get(name, "") is None:
            del sent[name]
    may_know = acting.may("clients.see") and "clients" not in sent
    usual = request_for(acting.workspace, given.text, clients_near(acting, given.text) if may_know else [], given.today)
    checked = Request.from_mapping(
        {
            "text": given.text, "today": usual.today.isoformat(), "currency": usual.currency, "locale": usual.locale,
            "clients": list(usual.clients), "terms_days": usual.terms_days,
            **{name: value for name, value in sent.items() if name != "today"},
        }
    )  # fmt: skip
    return Request(
        text=checked.text, today=checked.today, currency=checked.currency, locale=checked.locale, clients=checked.clients,
        terms_days=checked.terms_days, client_defaults=usual.client_defaults,
    )  # fmt: skip


def _drafted(request: HttpRequest, acting: Acting, given: Sentence) -> HttpResponse:
    acting.require("documents.draft")
    for name in ("today", "locale", "clients"):
        if getattr(given, name) is not None:
            raise Invalid("A draft is read under the firm's settings. Leave this out.", name)
    corrected = {
        "client": str(client_named(acting, given.client_id).pk) if given.client_id else "",
        "new_name": given.new_client, "new_email": given.new_client_email, "currency": given.currency or "",
        "terms_days": "" if given.terms_days is None else str(given.terms_days),
        "tax_percent": "" if given.tax_percent is None else f"{given.tax_percent:f}",
    }  # fmt: skip
    told = tell(understand(acting, given.text, corrected).draft)
    document = write_draft(acting, given.text, new_token()[:64], corrected)
    return answer(told | {"document": tell_document(visible(acting, document.pk), acting.workspace.today())})
