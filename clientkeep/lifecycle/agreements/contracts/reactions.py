"""What contracts do when they, or what they were made from, are sent, signed or taken back; and what stands in the way of a plain button."""

from django.db.models import QuerySet

from clientkeep.lifecycle.agreements.proposals.content import Content
from clientkeep.lifecycle.agreements.signing.events import AgreementSigned
from clientkeep.relationship.documents.events import DocumentAccepted, DocumentDeclined, DocumentIssued, DocumentVoided
from clientkeep.relationship.documents.hindrances import hinders_acceptance
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import listens
from clientkeep.workspace.members.acting import Actor

from .signed import contracts_of, settle


@hinders_acceptance("contract", "A contract is agreed to by its signatures, and by nothing else. Ask for them under “Signatures”.")
def not_signed() -> QuerySet:
    """Contracts that not everybody has signed."""
    return Content.objects.filter(document__kind="contract").exclude(document__signings__state="signed").values_list("document_id", flat=True)


@listens(AgreementSigned)
def settle_signed(event) -> None:
    """The signatures stand, so the fact holds: of the agreement, or of what this contract was made from."""
    if found := _at(event.about_id):
        settle(_of(found), _firm(found))


@listens(DocumentIssued, DocumentVoided, when=lambda told: told.get("kind") == "contract")
def settle_sent(event) -> None:
    """A contract is sent or taken back: its agreement waits for it, or no longer."""
    found = _at(event.about_id)
    if found and found.source_id:
        settle(_of(found), _firm(found))


@listens(DocumentAccepted)
def settle_accepted(event) -> None:
    """What is accepted may have its contract signed already."""
    found = _at(event.about_id)
    if found and contracts_of(found).exists():
        settle(found, _firm(found))


@listens(DocumentVoided, DocumentDeclined)
def end_with_the_proposal(event) -> None:
    """A contract that is not signed yet does not outlive what it was made from."""
    for contract in Document.objects.select_related("source", "workspace", "client").filter(kind="contract", source=event.about_id, state="issued"):
        words = "was taken back" if contract.source.state == "void" else "was declined"
        contract.void(_firm(contract), f"{contract.source} {words}")


def _of(document: Document) -> Document:
    """What counts as signed with it."""
    return _at(document.source_id) if document.kind == "contract" and document.source_id else document


def _at(pk) -> Document | None:
    return Document.objects.select_related("workspace", "client__workspace", "source").filter(pk=pk).first()


def _firm(document: Document) -> Actor:
    return Actor("system", None, document.workspace.name)
