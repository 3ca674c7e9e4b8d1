"""The document kinds that this stage offers."""

from clientkeep.relationship.documents.kinds import KINDS, DocumentKind

from .models import ChangeOrder, Contract, Estimate, Proposal, Quote

KINDS.add(
    "proposal",
    DocumentKind(
        "proposal", "Proposal", "Proposals", Proposal, answerable=True, expires=True,
        answer_template="agreements/proposals/answer.html", agreed="choice__total_minor", new_at="proposals:new",
    ),
)  # fmt: skip
KINDS.add(
    "contract",
    DocumentKind(
        "contract", "Contract", "Contracts", Contract, answerable=True, expires=True, new_at="contracts:new", until="To be signed by"
    ),
)
KINDS.add("quote", DocumentKind("quote", "Quote", "Quotes", Quote, answerable=True, expires=True))
KINDS.add("estimate", DocumentKind("estimate", "Estimate", "Estimates", Estimate, answerable=True, expires=True))
KINDS.add("change_order", DocumentKind("change_order", "Change order", "Change orders", ChangeOrder, answerable=True))
