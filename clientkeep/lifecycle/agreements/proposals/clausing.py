"""Clauses of the library in a proposal: taken as they stand, filled from what the proposal says, and compared with newer wordings."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.agreements.clauses.model import Clause, Wording
from clientkeep.relationship.documents.printing import country_name
from clientkeep.relationship.documents.wording import Figures, long_day, percent
from clientkeep.workspace.members.models import Workspace

from .blocks import choosing, clauses, rules

Blocks = Sequence[Mapping[str, Any]]


def values_of(document: Any) -> dict[str, str]:
    """What the fields of clauses stand for in a proposal; "" for what it does not say."""
    figures = Figures(document)
    country = document.workspace.country
    return {
        "client": document.client.name, "firm": document.workspace.name, "price": _price(document, figures),
        "deposit": _deposit(document, figures), "start": _start(document, figures), "law": country_name(country) if country else "",
    }  # fmt: skip


def block_of(clause: Clause) -> dict[str, Any]:
    """A clause as a block, without an id yet."""
    return {"type": clauses.CLAUSE, "title": clause.title, "text": clause.body, "clause_id": str(clause.pk), "edition": clause.edition}


def with_clauses(blocks: Blocks, taken: Iterable[Clause]) -> list[dict[str, Any]]:
    """Put clauses behind the blocks, in their order. Raises Invalid where there are too many."""
    return rules.checked([*blocks, *(block_of(each) for each in taken)])


def known(workspace: Workspace, blocks: Blocks) -> list[dict[str, Any]]:
    """Return the blocks, those that only name a clause with its newest words.

    Raises Invalid naming blocks[n].clause_id for a clause or an edition that the firm does not have.
    """
    named = {uuid.UUID(block["clause_id"]) for block in clauses.of(blocks) if block["clause_id"]}
    library = {str(each.pk): each for each in Clause.objects.filter(workspace=workspace, pk__in=named)} if named else {}
    made = []
    for place, block in enumerate(blocks):
        if block["type"] == clauses.CLAUSE and block["clause_id"]:
            clause = library.get(block["clause_id"])
            if clause is None or block["edition"] > clause.edition:
                raise Invalid("There is no such clause in your library.", f"blocks[{place}].clause_id")
            block = block if block["edition"] else {**block_of(clause), "id": block["id"]}
        made.append(dict(block))
    return made


def standing_of(workspace: Workspace, blocks: Blocks) -> dict[str, dict[str, Any]]:
    """By block id, of each clause from the library: `newer`, the clause where it has a newer wording, and `own`, whether it was changed here."""
    named = {block["clause_id"] for block in clauses.of(blocks) if block["clause_id"]}
    if not named:
        return {}
    library = {str(each.pk): each for each in Clause.objects.filter(workspace=workspace, pk__in=named)}
    words = {(str(each.clause_id), each.edition): (each.title, each.body) for each in Wording.objects.filter(clause__in=library)}
    return {
        block["id"]: {
            "newer": clause if (clause := library[block["clause_id"]]).edition > block["edition"] else None,
            "own": words.get((block["clause_id"], block["edition"])) != (block["title"], block["text"]),
        }
        for block in clauses.of(blocks) if block["clause_id"] in library
    }  # fmt: skip


def _price(document: Any, figures: Figures) -> str:
    if choosing.has_choice(document.content):
        return "the price of what is chosen"
    return figures.money(document.total_minor) if document.lines.all() else ""


def _deposit(document: Any, figures: Figures) -> str:
    if choosing.has_choice(document.content) and document.deposit_percent:
        return f"{percent(document.deposit_percent)} of the price"
    due = document.deposit_due
    return figures.money(due.minor) if due else ""


def _start(document: Any, figures: Figures) -> str:
    rows = next((block["rows"] for block in document.content if block["type"] == "timeline"), [])
    try:
        return long_day(dt.date.fromisoformat(rows[0]["when"]), figures.locale) if rows else ""
    except ValueError:
        return ""
