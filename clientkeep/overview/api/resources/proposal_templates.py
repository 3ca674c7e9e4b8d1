"""Templates of proposals and contracts: kept from one, given editions, and begun with."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.agreements.models import Contract, Proposal, ProposalTemplate
from clientkeep.lifecycle.agreements.proposals.starting import valid_until
from clientkeep.lifecycle.agreements.proposals.template.model import LONGEST_NAME
from clientkeep.lifecycle.agreements.proposals.template.views import template_at

from ..answers import answer, moment
from ..door import Room
from ..fields import Given, Text, Told
from .proposals import BlocksOut, proposal_at, tell_blocks
from .reach import client_named

room = Room()
of_documents = Room()


class TemplateKeeping(Given):
    """Under which name a proposal is kept; or of which template it becomes the next edition."""

    name: Text(LONGEST_NAME) = ""
    template_id: uuid.UUID | None = None


class ProposalBegun(Given):
    """For whom a proposal is begun, and what it is about."""

    client_id: uuid.UUID
    title: Text(200) = ""


class ProposalTemplateOut(Told):
    """A template in its newest edition; `makes` is proposal or contract. {client.name} and its like are filled in when a proposal begins with it."""

    id: uuid.UUID
    name: str
    makes: str
    edition: int
    blocks: list[dict[str, Any]]
    archived_at: str | None


class ProposalTemplatesOut(Told):
    items: list[ProposalTemplateOut]


@room.reads("", "documents.see", ProposalTemplatesOut)
def list_proposal_templates(request: HttpRequest) -> HttpResponse:
    """List the templates that are offered, by name."""
    return answer({"items": [_tell(each) for each in ProposalTemplate.objects.visible_to(request.acting).standing()]})


@of_documents.writes("/{uuid:document_id}/template", "documents.draft", ProposalTemplateOut, 201)
def keep_proposal_template(request: HttpRequest, document_id: uuid.UUID, given: TemplateKeeping) -> HttpResponse:
    """Keep a proposal or contract as a template, or as the next edition of one. 404 for other kinds of documents."""
    document = proposal_at(request, document_id)
    if given.template_id is None:
        return answer(_tell(ProposalTemplate.keep(document, request.acting.actor, given.name)), 201)
    kept = ProposalTemplate.objects.visible_to(request.acting).filter(pk=given.template_id).first()
    if kept is None:
        raise Invalid("There is no such template.", "template_id")
    kept.keep_again(document, request.acting.actor)
    return answer(_tell(kept), 201)


@room.reads("/{uuid:proposal_template_id}", "documents.see", ProposalTemplateOut)
def get_proposal_template(request: HttpRequest, proposal_template_id: uuid.UUID) -> HttpResponse:
    """One template."""
    return answer(_tell(template_at(request.acting, proposal_template_id)))


@room.writes("/{uuid:proposal_template_id}/proposals", "documents.draft", BlocksOut, 201)
def begin_from_proposal_template(request: HttpRequest, proposal_template_id: uuid.UUID, given: ProposalBegun) -> HttpResponse:
    """Draft a proposal, or a contract where the template makes one, with its blocks and prices."""
    acting = request.acting
    kept, client = template_at(acting, proposal_template_id), client_named(acting, given.client_id)
    kind = Contract if kept.makes == "contract" else Proposal
    made = kind.compose(client, acting.actor, kept.blocks, title=given.title, valid_until=valid_until(acting.workspace))
    return answer(tell_blocks(made), 201)


@room.writes("/{uuid:proposal_template_id}/archive", "documents.draft", ProposalTemplateOut)
def archive_proposal_template(request: HttpRequest, proposal_template_id: uuid.UUID) -> HttpResponse:
    """Offer it no more."""
    found = template_at(request.acting, proposal_template_id)
    found.archive(request.acting.actor)
    return answer(_tell(found))


@room.writes("/{uuid:proposal_template_id}/archive", "documents.draft", ProposalTemplateOut, method="DELETE")
def bring_proposal_template_back(request: HttpRequest, proposal_template_id: uuid.UUID) -> HttpResponse:
    """Offer it again."""
    found = template_at(request.acting, proposal_template_id)
    found.bring_back(request.acting.actor)
    return answer(_tell(found))


def _tell(found: ProposalTemplate) -> dict[str, Any]:
    return {"id": str(found.pk), "name": found.name, "makes": found.makes, "edition": found.edition, "blocks": found.blocks, "archived_at": moment(found.archived_at)}
