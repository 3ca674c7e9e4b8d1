"""The document kinds that this stage offers."""

from clientkeep.relationship.documents.kinds import KINDS, DocumentKind

from .models import Estimate, Quote

KINDS.add("quote", DocumentKind("quote", "Quote", "Quotes", Quote, answerable=True, expires=True))
KINDS.add("estimate", DocumentKind("estimate", "Estimate", "Estimates", Estimate, answerable=True, expires=True))
