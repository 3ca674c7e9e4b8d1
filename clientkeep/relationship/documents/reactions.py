"""What documents do when a letter has left: only then is a document said to be sent."""

from clientkeep.workspace.journal import listens
from clientkeep.workspace.mail.events import LetterSent

from .models import Document


@listens(LetterSent)
def note_that_it_left(event) -> None:
    """The first letter that left makes the document a sent one."""
    if about := event.payload.get("about_id"):
        documents = Document.objects.filter(workspace_id=event.workspace_id, pk=about, sent_at=None)
        documents.update(sent_at=event.happened_at)
