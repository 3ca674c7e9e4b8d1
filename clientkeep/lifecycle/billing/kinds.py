"""The document kinds that this stage offers."""

from clientkeep.relationship.documents.kinds import KINDS, DocumentKind

from .models import CreditNote, Invoice, Receipt

KINDS.add("invoice", DocumentKind("invoice", "Invoice", "Invoices", Invoice, payable=True, dated_due=True))
KINDS.add("credit_note", DocumentKind("credit_note", "Credit note", "Credit notes", CreditNote, dated_due=True))
KINDS.add("receipt", DocumentKind("receipt", "Receipt", "Receipts", Receipt))
