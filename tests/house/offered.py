"""Proposals of each side: a draft with its blocks, two that were sent, and the contract of one of them."""

from typing import Any

from clientkeep.lifecycle.agreements.models import Clause, Contract, Proposal, ProposalTemplate
from clientkeep.lifecycle.sales.models import CaseStudy
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Actor
from tests.house import hostile

WRITTEN = {"proposals:edit", "proposals:head", "proposals:add", "proposals:block", "api:get_blocks", "api:change_blocks"} | {
    "proposals:clauses", "proposals:case_studies", "proposals:testimonials", "proposals:wording", "proposals:keep_template",
}  # fmt: skip
UNCHOSEN = {"contracts:make"}
OF_THE_FIRM = {"clause_id", "proposal_template_id"}
SENT = {
    "proposals:new_version", "api:write_new_version", "proposals:differences", "proposals:portal_differences",
}  # fmt: skip


def papers(name: str, client: Client, by: Actor) -> dict[str, Document]:
    """Return the papers by key. The poisoned side says hostile things in every block."""
    words = hostile.WHOLE if name == "poisoned" else f"A word of {name}"
    clause = Clause.write(client.workspace, by, title=_safe(words)[:200], group="payment", body=_safe(words))
    study = CaseStudy.write(client.workspace, by, title=words[:200], shown_as=words[:200], situation=words[:10_000], outcomes="9 of 10 | find the door")
    study.publish(by)
    made = {key: Proposal.compose(client, by, _blocks(words, clause, study), title=words[:200]) for key in ("written", "offered")}
    made["offered"].issue(by)
    made["unchosen"] = Proposal.compose(client, by, [*_plain(words), {"type": "price", "rows": [{"description": words[:2000], "unit_price": "1200"}]}], title=words[:200])
    made["unchosen"].issue(by)
    made["contract"] = Contract.compose(client, by, _plain(words), title=words[:200], source=made["unchosen"])
    return made


def made_for(written: Proposal, by: Actor) -> dict[str, Any]:
    """The clause that is in the draft and a template made of it, by their parameters."""
    kept = ProposalTemplate.keep(written, by, f"{written.content[0]['text'][:80]} {written.pk.hex[-12:]}")
    return {"clause_id": written.content[-1]["clause_id"], "proposal_template_id": kept.pk}


def _safe(words: str) -> str:
    """Braces that name no field are refused in clauses."""
    return words.replace("{", "(").replace("}", ")")


def _plain(words: str) -> list[dict[str, Any]]:
    return [{"type": "text", "title": words[:200], "text": words}, {"type": "terms", "title": words[:200], "text": words}]


def _blocks(words: str, clause: Clause, study: CaseStudy) -> list[dict[str, Any]]:
    line = {"description": words[:2000], "unit_price": "1200"}
    return [
        {"type": "text", "title": words[:200], "text": words},
        {"type": "package", "title": words[:200], "text": words, "rows": [line]},
        {"type": "options", "title": words[:200], "rows": [line]},
        {"type": "deliverables", "rows": [{"what": words[:300], "revisions": "2", "criteria": words[:1000]}]},
        {"type": "timeline", "rows": [{"what": words[:300], "when": words[:120]}]},
        {"type": "terms", "text": words, "id": "b6"},
        {"id": "b8", "type": "case_studies", "title": words[:200], "rows": [{"study_id": str(study.pk)}]},
        {"type": "clause", "clause_id": str(clause.pk), "id": "b7"},
    ]
