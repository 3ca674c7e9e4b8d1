"""Proposals and contracts: their blocks, what can be chosen and what was, and the next version."""

import uuid
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from pydantic import Field

from clientkeep.foundation.money import Money
from clientkeep.lifecycle.agreements.models import Proposal
from clientkeep.lifecycle.agreements.proposals.blocks import choosing
from clientkeep.lifecycle.agreements.proposals.blocks.kinds import TYPES
from clientkeep.lifecycle.agreements.proposals.blocks.rules import LONGEST_TEXT, MOST_BLOCKS, MOST_ROWS
from clientkeep.relationship.documents.fetching import visible
from clientkeep.relationship.documents.line import UNITS

from ..answers import answer, moment
from ..door import Room
from ..fields import Flag, Given, Number, Text, Told, Version
from .documents.shapes import TaxGiven

room = Room()


class BlockRow(Given):
    """A row of a block. Rows of price, package and options are lines; the others say the fields of their block."""

    what: Text(300) | None = None
    when: Text(120) | None = Field(None, description="A date such as 2026-03-31, or what it follows")
    share: Text(24) | None = Field(None, description="Of a payment: 50% or an amount such as 1200.00")
    revisions: Text(3) | None = None
    criteria: Text(1_000) | None = None
    study_id: Text(36) | None = Field(None, description="Of case_studies: which one. Its words are taken when the proposal is issued, while its client agrees")
    testimonial_id: Text(36) | None = Field(None, description="Of testimonials: which one. Its words are taken when the proposal is issued, while they may be published")
    title: Text(200) | None = Field(None, description="Of case_studies and testimonials; the present one is taken")
    description: Text(2_000) | None = None
    quantity: Number | None = None
    unit: Literal[("", *UNITS)] | None = None
    unit_price: Number | None = None
    discount_percent: Number | None = None
    taxes: Annotated[list[TaxGiven], Field(max_length=10, fail_fast=True)] | None = None


class BlockGiven(Given):
    """A block. Send the id back that it had; a new one needs none."""

    id: Text(6) | None = None
    type: Literal[tuple(TYPES)]
    title: Text(200) = ""
    text: Text(LONGEST_TEXT) | None = Field(None, description="Markdown, of text, package, clause and terms")
    recommended: Flag | None = None
    clause_id: uuid.UUID | Literal[""] | None = Field(None, description="Of a clause: which one of the library, or empty. Alone, it takes the newest words")
    edition: Annotated[int, Field(ge=0, lt=10**8)] | None = Field(None, description="Of a clause: which wording its words were taken from")
    rows: Annotated[list[BlockRow], Field(max_length=MOST_ROWS)] | None = None


class BlocksGiven(Given):
    """All blocks of a draft, in their order. A payment schedule due on acceptance first sets the deposit."""

    blocks: Annotated[list[BlockGiven], Field(max_length=MOST_BLOCKS)]
    version: Version | None = None
    deposit_at_once: Flag | None = Field(None, description="Whether the deposit invoice is issued and mailed when the client accepts")


class OptionOut(Told):
    """An optional line, and the key by which it is chosen."""

    key: str
    description: str


class ChoicePaymentOut(Told):
    what: str
    when: str
    amount: str


class WhatWasChosen(Told):
    """What the client chose, as it was at that moment."""

    package: str
    package_title: str
    options: list[OptionOut]
    total: str
    tax_total: str
    deposit: str | None
    payments: list[ChoicePaymentOut]
    chosen_at: str
    chosen_by: str


class BlocksOut(Told):
    """The blocks of a proposal or contract. `replaced_by`: the id of the version that took its place."""

    document_id: uuid.UUID
    version: int
    blocks: list[dict[str, Any]]
    options: list[OptionOut]
    choice: WhatWasChosen | None
    replaced_by: uuid.UUID | None
    deposit_at_once: bool


@room.reads("/{uuid:document_id}/blocks", "documents.see", BlocksOut)
def get_blocks(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """What a proposal or contract says, what can be chosen, and what was. 404 for other kinds of documents."""
    return answer(tell_blocks(proposal_at(request, document_id)))


@room.writes("/{uuid:document_id}/blocks", "documents.draft", BlocksOut, method="PUT")
def change_blocks(request: HttpRequest, document_id: uuid.UUID, given: BlocksGiven) -> HttpResponse:
    """Say a draft's blocks anew. Its lines and total become those of the recommended package."""
    document = proposal_at(request, document_id)
    blocks = [_plain(block) for block in given.blocks]
    document.arrange(request.acting.actor, blocks, given.version, given.deposit_at_once)
    return answer(tell_blocks(document))


@room.writes("/{uuid:document_id}/versions", "documents.draft", BlocksOut, 201)
def write_new_version(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Draft the next version under the same number, once. The one before holds until the new one is issued."""
    return answer(tell_blocks(proposal_at(request, document_id).new_version(request.acting.actor)), 201)


def _plain(block: BlockGiven) -> dict[str, Any]:
    said = block.model_dump(exclude_unset=True, exclude={"clause_id"})
    if block.clause_id:
        said["clause_id"] = str(block.clause_id)
    return {name: value for name, value in said.items() if value is not None}


def proposal_at(request: HttpRequest, document_id: uuid.UUID) -> Proposal:
    """A proposal or contract that this person may see, else 404."""
    document = visible(request.acting, document_id)
    if not isinstance(document, Proposal):
        raise Http404
    return document


def tell_blocks(document: Proposal) -> dict[str, Any]:
    heir = document.heir
    return {
        "document_id": str(document.pk), "version": document.version, "blocks": document.content,
        "options": [{"key": key, "description": row["description"]} for key, row in choosing.options(document.content)],
        "choice": _tell_choice(document), "replaced_by": str(heir.pk) if heir else None,
        "deposit_at_once": document.kept.deposit_at_once,
    }  # fmt: skip


def _tell_choice(document: Proposal) -> dict[str, Any] | None:
    if (choice := document.chosen) is None:
        return None

    def told(minor: int) -> str:
        return str(Money(minor, document.currency))

    return {
        "package": choice.package, "package_title": choice.package_title,
        "options": [{"key": key, "description": description} for key, description in choice.options],
        "total": told(choice.total_minor), "tax_total": told(choice.tax_minor),
        "deposit": None if choice.deposit_minor is None else told(choice.deposit_minor),
        "payments": [{"what": each["what"], "when": each["when"], "amount": told(each["amount_minor"])} for each in choice.payments],
        "chosen_at": moment(choice.chosen_at), "chosen_by": choice.chosen_by,
    }  # fmt: skip
