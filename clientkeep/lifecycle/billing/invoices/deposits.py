"""An accepted quote that asks for a deposit gets its deposit invoice as a draft, once."""

from clientkeep.relationship.documents.agreeing import prepares
from clientkeep.relationship.documents.events import DocumentAccepted
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import listens
from clientkeep.workspace.members.acting import Actor

from .from_quote import deposit_invoice


@prepares
@listens(DocumentAccepted)
def draft_deposit(event) -> None:
    """Draft it; a person looks at it and sends it."""
    document = Document.objects.select_related("client__workspace", "workspace").filter(pk=event.about_id, state="accepted").first()
    if document and document.deposit_due is not None:
        deposit_invoice(document, Actor("system", None, document.workspace.name))
