"""What a contract begins with: a ready-made start, a template of the firm, or the blocks of an earlier contract."""

import uuid
from collections.abc import Sequence
from typing import Any

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.agreements.clauses.model import Clause
from clientkeep.lifecycle.agreements.clauses.ready import READY
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Workspace

from ..proposals import clausing
from ..proposals.blocks import clauses
from ..proposals.template.model import ProposalTemplate

Blocks = list[dict[str, Any]]
TEMPLATE, MOST_EARLIER = "template:", 30
READY_STARTS = {"usual": "The usual contract", "secret": "A contract without a price, to keep things confidential", "empty": "Nothing but the parties"}
_USUAL = ("client-part", "acceptance", "ownership", "confidentiality", "ending", "law")
_SECRET = ("confidentiality", "law")


def choices_for(acting: Acting, with_earlier: bool = True) -> list[tuple[str, str]]:
    """The firm's templates of contracts, the ready-made starts, then contracts that this person may see, the newest first."""
    mine = ProposalTemplate.objects.visible_to(acting).standing().filter(makes="contract").defer("blocks")
    ready = [(f"{TEMPLATE}{row.pk}", f"Your template: {row}") for row in mine] + list(READY_STARTS.items())
    if not with_earlier:
        return ready
    earlier = Document.objects.visible_to(acting).filter(kind="contract").select_related("client").order_by("-created_at")
    return ready + [(str(row.pk), f"As {row} for {row.client}" + (f": {row.title}" if row.title else "")) for row in earlier[:MOST_EARLIER]]


def blocks_of(acting: Acting, start: str) -> Blocks:
    """Return the blocks to begin with. Raises Invalid for a start that is not there, or not this person's to see."""
    if start in READY_STARTS:
        return _ready(acting.workspace, start)
    kind, _, pk = start.rpartition(":")
    try:
        wanted = uuid.UUID(pk)
    except ValueError:
        raise Invalid("Choose what to begin with.", "start") from None
    if kind == TEMPLATE[:-1]:
        kept = ProposalTemplate.objects.visible_to(acting).standing().filter(makes="contract", pk=wanted).first()
        found = kept and kept.blocks
    else:
        paper = None if kind else Document.objects.visible_to(acting).filter(kind="contract", pk=wanted).first()
        found = paper and clauses.restored(paper.content)
    if found is None:
        raise Invalid("Choose what to begin with.", "start")
    return found


def _ready(firm: Workspace, start: str) -> Blocks:
    parties = {"type": "text", "title": "The parties", "text": "This contract is between **{firm.name}** and **{client.name}**. It holds from the last signature on."}
    if start == "empty":
        return [parties]
    if start == "secret":
        purpose = {"type": "text", "title": "What it is for", "text": ""}
        return [parties, purpose, *_clauses(firm, _SECRET)]
    return [
        parties,
        {"type": "deliverables", "title": "What {firm.name} delivers", "rows": []},
        {"type": "timeline", "title": "Timeline", "rows": []},
        {"type": "out_of_scope", "title": "Not included", "rows": []},
        {"type": "price", "title": "Price", "rows": []},
        {"type": "schedule", "title": "Payment", "rows": []},
        {"type": "terms", "title": "How long it holds", "text": "It holds until everything is delivered and paid."},
        *_clauses(firm, _USUAL),
    ]


def _clauses(firm: Workspace, wanted: Sequence[str]) -> Blocks:
    """The firm's own wording of these clauses where its library has them, else the ready-made one."""
    own = {each.ready: each for each in Clause.objects.filter(workspace=firm, ready__in=wanted).standing()}
    ready = {each.slug: each for each in READY}
    return [
        clausing.block_of(own[slug]) if slug in own else {"type": clauses.CLAUSE, "title": ready[slug].title, "text": ready[slug].body}
        for slug in wanted
    ]
