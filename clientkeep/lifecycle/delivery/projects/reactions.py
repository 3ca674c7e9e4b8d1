"""What projects do when a document is accepted."""

from clientkeep.relationship.documents.agreeing import prepares
from clientkeep.relationship.documents.events import DocumentAccepted
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import listens
from clientkeep.workspace.members.acting import Actor

from .following import follow
from .opening import open_from


@prepares
@listens(DocumentAccepted)
def open_project(event) -> None:
    """An accepted document opens its project, once; a change order is followed by the one that stands."""
    document = Document.objects.select_related("workspace", "source").filter(pk=event.about_id, state="accepted").first()
    if document is None:
        return
    by = Actor("system", None, document.workspace.name)
    if document.kind == "change_order":
        follow(document, by)
    else:
        open_from(document, by)
