"""What playbooks do when something is announced: agreements start them, letters that leave take them further."""

from django.db import transaction

from clientkeep.lifecycle.agreements.gates.events import GateOpened, GateOverridden
from clientkeep.relationship.documents.events import DocumentAccepted
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import listens
from clientkeep.workspace.mail.events import LetterDropped, LetterSent
from clientkeep.workspace.members.acting import Actor

from .letters import letter_dropped, letter_left
from .model import Playbook
from .run_step import PlaybookStep
from .starting import start_because


@listens(DocumentAccepted)
def start_at_acceptance(event) -> None:
    """Begin what begins once a quote is accepted. Safe to repeat."""
    _start(event, "document.accepted", "was accepted")


@listens(GateOpened, GateOverridden)
def start_at_opening(event) -> None:
    """Begin what begins once work may start. Safe to repeat; a gate that opens again begins nothing anew."""
    _start(event, "gate.opened", "may start")


@listens(LetterSent, LetterDropped)
def letter_moved(event) -> None:
    """A letter of a run left, or was dropped. Safe to repeat."""
    for step in PlaybookStep.objects.filter(letter=event.about_id, state="outbox").select_related("run"):
        with transaction.atomic():
            if event.slug == LetterSent.slug:
                letter_left(step)
            else:
                letter_dropped(step, event.actor_name if event.actor_kind == "member" else "")


def _start(event, begins: str, words: str) -> None:
    document = Document.objects.select_related("client", "workspace").filter(pk=event.about_id, state="accepted").first()
    if document is None or not document.begins_work:
        return
    firm = Actor("system", None, document.workspace.name)
    for playbook in Playbook.objects.current().filter(workspace=document.workspace, begins=begins):
        start_because(playbook, document, begins, f"{document.label} {document.number} {words}", firm)
