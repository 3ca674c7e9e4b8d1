"""What the database itself forbids: changing what was agreed."""

from clientkeep.foundation.triggers import Guard, changed

SAYS = "What was agreed never changes"
KEPT = ["agreement_id", "document_id", "act", "item", "what", "amount_minor", "currency", "due_on", "revisions", "part", "agreed_by", "agreed_on"]
GUARDS = [
    Guard("scope_kept", "agreements_scopeentry", "UPDATE", changed(KEPT), SAYS),
    Guard("scope_stays", "agreements_scopeentry", "DELETE", "1 = 1", SAYS),
]
