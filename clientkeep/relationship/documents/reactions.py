"""What documents do when a letter has left: only then is a document said to be sent."""

from clientkeep.workspace.journal import listens
from clientkeep.workspace.mail.events import LetterSent
from clientkeep.workspace.mail.handover import asks_before_leaving

from .models import Document


@listens(LetterSent)
def note_that_it_left(event) -> None:
    """The first letter that left makes the document a sent one."""
    if about := event.payload.get("about_id"):
        documents = Document.objects.filter(workspace_id=event.workspace_id, pk=about, sent_at=None)
        documents.update(sent_at=event.happened_at)


@asks_before_leaving("document")
def may_still_leave(letter) -> str:
    """A letter about a document that was voided meanwhile stays here."""
    gone = Document.objects.filter(workspace_id=letter.workspace_id, pk=letter.about_id, state="void").exists()
    return "The document was voided before the letter left." if gone else ""
