"""What invoices add to a document's page: an accepted quote becomes one, an issued one can be credited."""

from typing import Any

from clientkeep.foundation.secrets import new_token
from clientkeep.relationship.documents.slots import DOCUMENT_ACTS, DOCUMENT_MENU
from clientkeep.workspace.members.acting import Acting

from .from_quote import billed_by_itself


@DOCUMENT_ACTS.add("invoice_of_quote", "billing/invoices/of_quote.html", order=10)
def invoice_of_quote(acting: Acting, document: Any) -> dict[str, Any] | None:
    """"Make the invoice" and "Make the deposit invoice" on an accepted quote, while there is none."""
    if document.state != "accepted" or not acting.may("documents.draft") or not billed_by_itself(document):
        return None
    made = document.followers.filter(kind="invoice").exclude(state="void").values_list("role", flat=True)
    roles = set(made)
    has_final = bool(roles - {"deposit"})
    wants_deposit = document.deposit_due is not None and "deposit" not in roles and not has_final
    if has_final and not wants_deposit:
        return None
    return {"wants_final": not has_final, "wants_deposit": wants_deposit}


@DOCUMENT_MENU.add("credit_note", "billing/invoices/credit_item.html")
def credit_note_item(acting: Acting, document: Any) -> dict[str, Any] | None:
    """"Write a credit note" on an issued invoice."""
    if document.kind != "invoice" or document.state != "issued" or not acting.may("documents.void"):
        return None
    return {"form_token": new_token()}
