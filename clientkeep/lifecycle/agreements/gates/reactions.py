"""What gates do when a document is accepted or taken back."""

from clientkeep.relationship.documents.events import DocumentAccepted, DocumentVoided
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import listens
from clientkeep.workspace.members.acting import Actor

from .model import Gate


@listens(DocumentAccepted)
def raise_gate(event) -> None:
    """An accepted agreement gets its gate, once."""
    document = Document.objects.select_related("workspace").filter(pk=event.about_id, state="accepted").first()
    if document and document.begins_work:
        Gate.raise_for(document, Actor("system", None, document.workspace.name))


@listens(DocumentVoided)
def withdraw_agreed(event) -> None:
    """What was agreed is taken back."""
    gate = Gate.objects.select_related("document__client", "workspace").filter(document=event.about_id).first()
    if gate:
        gate.withdraw("agreed", Actor("system", None, gate.workspace.name), f"{gate.document.number} is void")
