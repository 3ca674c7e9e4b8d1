"""A contract made from a proposal: what was offered and chosen is filled in, so that nobody copies it by hand."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.ui.days import local_date
from clientkeep.relationship.documents.copying import values_of
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.wording import Figures, long_day
from clientkeep.workspace.members.acting import Actor

from ..proposals import pricing
from ..proposals.blocks import clauses
from ..proposals.chosen import chosen
from ..proposals.starting import valid_until
from .model import Contract

TOLD = ("deliverables", "timeline", "out_of_scope", "price", "response", "schedule")
_LEFT = ("lines", "repeat", "payment", "notes", "terms")
Blocks = Sequence[dict[str, Any]]


def make_contract(proposal: Document, by: Actor, start: Blocks, form_token: str | None = None) -> Contract:
    """Draft the contract of a proposal around the blocks of a start. The same `form_token` gives the same draft again.

    Raises Conflict where the proposal is neither sent nor accepted, or still leaves a choice to the client.
    """
    with transaction.atomic():
        held = Document.objects.select_for_update(of=("self",)).select_related("client__workspace", "workspace").get(pk=proposal.pk)
        check_ready(held)
        values = {name: value for name, value in values_of(held, dates=False).items() if name not in _LEFT}
        made = Contract.compose(
            held.client, by, filled_start(held, start), form_token=form_token, source=held, valid_until=valid_until(held.workspace), **values
        )
    return made


def check_ready(proposal: Document) -> None:
    """Raise Conflict where no contract can be made of it, in words that say what to do."""
    if proposal.kind != "proposal" or proposal.state not in ("issued", "accepted"):
        raise Conflict(f"{proposal} is neither sent nor accepted. A contract is made of what the client has.", "state")
    if proposal.state == "issued" and proposal.expired:
        raise Conflict(f"{proposal} has expired. Write a new version first.", "valid_until")
    if proposal.state == "issued" and proposal.offers_choice:
        raise Conflict(f"{proposal} leaves a choice to the client. Make the contract once it is accepted.", "state")


def filled_start(proposal: Document, start: Blocks) -> list[dict[str, Any]]:
    """Put what a proposal says into the blocks of a start: each in its place, the rest before the terms, its clauses in its own words before the others."""
    said = [_fresh(block) for block in clauses.restored(proposal.content)]
    told = {block["type"]: block for block in said if block["type"] in TOLD and block.get("rows")}
    told["price"] = _price(proposal)
    own = [block for block in said if block["type"] == clauses.CLAUSE]
    taken = {block.get("clause_id") or block["title"] for block in own} | {block["title"] for block in own}
    body, terms, closing = [], [], []
    for block in map(_fresh, start):
        if block["type"] in TOLD:
            body += [told.pop(block["type"])] if block["type"] in told else []
        elif block["type"] == clauses.CLAUSE and {block.get("clause_id"), block["title"]} & taken:
            continue
        else:
            {clauses.CLAUSE: closing, "terms": terms}.get(block["type"], body).append(block)
    rest = [told[kind] for kind in TOLD if kind in told]
    return [*body[:1], _about(proposal), *body[1:], *rest, *terms, *own, *closing]


def _about(proposal: Document) -> dict[str, Any]:
    day = long_day(local_date(proposal.issued_at, proposal.workspace.time_zone), Figures(proposal).locale)
    words = f"It puts on paper what was offered in {proposal.label.lower()} {proposal.number} of {day}"
    if proposal.state == "accepted":
        words += f" and accepted by {proposal.decided_by} on {long_day(local_date(proposal.decided_at, proposal.workspace.time_zone), Figures(proposal).locale)}"
    return {"type": "text", "title": proposal.title or "What it is about", "text": f"{words}."}


def _price(proposal: Document) -> dict[str, Any]:
    agreed = chosen(proposal)
    return {"type": "price", "title": agreed.package or "Price", "rows": [pricing.plain(line) for line in agreed.lines]}


def _fresh(block: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in block.items() if name not in ("id", "recommended")}
