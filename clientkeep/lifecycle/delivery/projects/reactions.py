"""What projects do when a document is accepted."""

from clientkeep.relationship.documents.events import DocumentAccepted
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import listens
from clientkeep.workspace.members.acting import Actor

from .opening import open_from


@listens(DocumentAccepted)
def open_project(event) -> None:
    """An accepted document opens its project, once."""
    document = Document.objects.select_related("workspace").filter(pk=event.about_id, state="accepted").first()
    if document:
        open_from(document, Actor("system", None, document.workspace.name))
