"""What documents do when a letter has left: only then is a document said to be sent."""

from clientkeep.relationship.conversations.response.reactions import hear_question
from clientkeep.workspace.journal import listens
from clientkeep.workspace.mail.events import LetterSent
from clientkeep.workspace.mail.handover import asks_before_leaving

from .events import DocumentSent, QuestionAsked
from .models import Document


@listens(LetterSent)
def note_that_it_left(event) -> None:
    """The first letter that left makes the document a sent one."""
    if about := event.payload.get("about_id"):
        documents = Document.objects.filter(workspace_id=event.workspace_id, pk=about, sent_at=None)
        documents.update(sent_at=event.happened_at)


@listens(QuestionAsked, DocumentSent)
def wait_for_an_answer(event) -> None:
    """A question in the portal starts the response clock; a document that is sent answers it."""
    hear_question(event)


@asks_before_leaving("document")
def may_still_leave(letter) -> str:
    """A letter about a document that was voided meanwhile stays here."""
    gone = Document.objects.filter(workspace_id=letter.workspace_id, pk=letter.about_id, state="void").exists()
    return "The document was voided before the letter left." if gone else ""
