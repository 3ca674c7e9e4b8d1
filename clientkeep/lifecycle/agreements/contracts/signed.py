"""When an agreement counts as signed, for the gate before its work.

Where contracts were sent for it and not taken back, it holds once all of them are signed, whatever was signed before; a draft does not
count. Without any, it holds once the agreement itself is signed. An agreement that was accepted by a button and has a signed contract is
signed; one that was signed and gets a contract afterwards waits for that contract.
"""

from django.db.models import QuerySet

from clientkeep.lifecycle.agreements.gates.model import Gate
from clientkeep.lifecycle.agreements.signing.model import Signing
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.acting import Actor

from ..signing.rules import joined

FACT = "signed"


def contracts_of(agreement: Document) -> QuerySet[Document]:
    """The contracts that were sent for an agreement and not taken back."""
    return Document.objects.filter(kind="contract", source=agreement.pk).exclude(state__in=("draft", "void"))


def settle(agreement: Document, by: Actor) -> None:
    """Have the gate of an accepted agreement say whether it is signed. Safe to repeat."""
    if agreement.state != "accepted" or not agreement.begins_work:
        return
    needed = list(contracts_of(agreement)) or [agreement]
    signed = {each.document_id: each for each in Signing.objects.filter(document__in=needed, state="signed").prefetch_related("signers")}
    waits = [each for each in needed if each.pk not in signed]
    gate = Gate.raise_for(agreement, by)
    if waits:
        gate.withdraw(FACT, by, f"{joined([str(each) for each in waits])} waits for signatures")
    else:
        gate.hold(FACT, by, "; ".join(each.signed_names for each in signed.values()))
