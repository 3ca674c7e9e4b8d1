"""A repetition begins when its invoice is issued, and ends when that is voided."""

from clientkeep.relationship.documents.events import DocumentIssued, DocumentVoided
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import listens
from clientkeep.workspace.members.acting import SYSTEM

from .model import Schedule


@listens(DocumentIssued, when=lambda payload: payload.get("repeats", True))
def begin_schedule(event) -> None:
    """Begin the repetition of an invoice that has one."""
    invoice = Document.objects.filter(pk=event.about_id, kind="invoice").exclude(repeat=None).first()
    if invoice:
        Schedule.begin(invoice)


@listens(DocumentVoided)
def end_schedule(event) -> None:
    """A void invoice comes no more."""
    for schedule in Schedule.objects.filter(source_id=event.about_id).exclude(state="ended"):
        schedule.stop(SYSTEM, "the first invoice was voided")
