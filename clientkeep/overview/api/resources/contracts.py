"""Contracts: written from nothing or made from a proposal. Blocks are changed and versions written as those of proposals; asking for
signatures issues a draft (see Signings)."""

import datetime as dt
import uuid
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from clientkeep.lifecycle.agreements.contracts.from_proposal import make_contract
from clientkeep.lifecycle.agreements.contracts.starting import READY_STARTS, TEMPLATE, blocks_of
from clientkeep.lifecycle.agreements.models import Contract, Signing
from clientkeep.lifecycle.agreements.proposals.starting import valid_until
from clientkeep.relationship.documents.fetching import visible

from ..answers import answer
from ..door import Room
from ..fields import Given, Text, Told
from ..paging import Page, page_answer
from .documents.listing import documents_of, key_of
from .documents.shapes import DocumentsAsked, DocumentsOut
from .documents.telling import tell_row
from .proposals import proposal_at
from .reach import client_named

room = Room()
of_documents = Room()


class ContractsAsked(Page):
    """Filters of the list of contracts."""

    state: Literal["", "draft", "issued", "accepted", "declined", "void", "open", "expired"] = Field("", description="`accepted`: signed by all")
    client_id: uuid.UUID | None = None
    source_id: uuid.UUID | None = Field(None, description="The proposal that they were made from")


class ContractStart(Given):
    """What it begins with: one of the ready-made starts, or a template that makes contracts."""

    start: Literal[tuple(READY_STARTS)] = "usual"
    template_id: uuid.UUID | None = None


class ContractBegun(ContractStart):
    """With whom a contract is begun, and what it is about."""

    client_id: uuid.UUID
    title: Text(200) = ""
    sign_by: dt.date | None = Field(None, description="The last day on which it can be signed; 30 days from today where nothing is said")


class ContractOut(Told):
    """A contract. `signing`: the state of its newest signing, or empty. `begins_work`: whether scope, gate and project are its own."""

    id: uuid.UUID
    client_id: uuid.UUID
    source_id: uuid.UUID | None
    number: str
    title: str
    state: str
    version: int
    currency: str
    total: str
    sign_by: str | None
    signing: str
    begins_work: bool
    blocks: list[dict[str, Any]]


@room.reads("", "documents.see", DocumentsOut)
def list_contracts(request: HttpRequest, asked: Query[ContractsAsked]) -> HttpResponse:
    """List contracts, the newest issue date first."""
    today = request.acting.workspace.today()
    rows = documents_of(request.acting, DocumentsAsked(kind="contract", **asked.model_dump()))
    return page_answer(rows, asked.limit, lambda row: [str(part) for part in key_of(row)], lambda row: tell_row(row, today))


@room.writes("", "documents.draft", ContractOut, 201)
def begin_contract(request: HttpRequest, given: ContractBegun) -> HttpResponse:
    """Draft a contract of its own, without a proposal before it."""
    acting = request.acting
    client = client_named(acting, given.client_id)
    until = given.sign_by or valid_until(acting.workspace)
    made = Contract.compose(client, acting.actor, blocks_of(acting, _start(given)), title=given.title, valid_until=until)
    return answer(_tell(made), 201)


@room.reads("/{uuid:document_id}", "documents.see", ContractOut)
def get_contract(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """One contract. 404 for other kinds of documents."""
    found = visible(request.acting, document_id)
    if found.kind != "contract":
        raise Http404
    return answer(_tell(found))


@of_documents.writes("/{uuid:document_id}/contract", "documents.draft", ContractOut, 201)
def make_contract_of_proposal(request: HttpRequest, document_id: uuid.UUID, given: ContractStart) -> HttpResponse:
    """Draft the contract of a proposal that was sent or accepted, filled in from it. 409 while it leaves a choice to the client."""
    acting, proposal = request.acting, proposal_at(request, document_id)
    if proposal.kind != "proposal":
        raise Http404
    made = make_contract(proposal, acting.actor, blocks_of(acting, _start(given)))
    return answer(_tell(made), 201)


def _start(given: ContractStart) -> str:
    return f"{TEMPLATE}{given.template_id}" if given.template_id else given.start


def _tell(found: Contract) -> dict[str, Any]:
    newest = Signing.objects.filter(document=found.pk).order_by("-created_at").first()
    return {
        "id": str(found.pk), "client_id": str(found.client_id), "source_id": str(found.source_id) if found.source_id else None,
        "number": found.number, "title": found.title, "state": found.state, "version": found.version, "currency": found.currency,
        "total": str(found.total), "sign_by": found.valid_until.isoformat() if found.valid_until else None,
        "signing": newest.state if newest else "", "begins_work": found.begins_work, "blocks": found.content,
    }  # fmt: skip
