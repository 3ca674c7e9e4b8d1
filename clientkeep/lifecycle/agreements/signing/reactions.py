"""What signing does when a document is decided or taken back, and when a letter has left."""

import uuid

from django.db import transaction
from django.db.models import QuerySet

from clientkeep.lifecycle.agreements.gates.facts import fact
from clientkeep.lifecycle.agreements.gates.model import Gate
from clientkeep.relationship.documents.events import DocumentDeclined, DocumentVoided
from clientkeep.relationship.documents.hindrances import hinders_acceptance
from clientkeep.workspace.journal import listens
from clientkeep.workspace.mail.events import LetterSent
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import Actor

from .model import Signing

fact("signed", "All have signed", "the signatures", 15)


@hinders_acceptance("signing", "This is being signed: it is accepted by the last signature, and by nothing else.")
def being_signed() -> QuerySet:
    """While people are asked to sign, nobody accepts with a plain button."""
    return Signing.objects.running().values_list("document_id", flat=True)


@listens(DocumentVoided, DocumentDeclined)
def end_with_the_document(event) -> None:
    """What is void or declined is not signed any more, and what was signed no longer holds."""
    because = "It was taken back" if event.slug == "document.voided" else "It was declined"
    firm = Actor("system", None, "Clientkeep")
    for signing in Signing.objects.running().filter(document=event.about_id):
        signing.void(firm, because)
    gate = Gate.objects.select_related("document__client").filter(document=event.about_id, document__state="void").first()
    if gate:
        gate.withdraw("signed", firm, f"{gate.document.number} is void")


@listens(LetterSent)
def note_that_it_left(event) -> None:
    """The letter that asks to sign has left: the evidence says when."""
    if event.payload.get("purpose") != "signing":
        return
    letter = Letter.objects.filter(workspace=event.workspace_id, pk=_id(event.payload.get("letter"))).first()
    if letter and letter.link and letter.link.get("kind") == "signing":
        _note_sent(letter)


def _note_sent(letter: Letter) -> None:
    with transaction.atomic():
        signing = Signing.locked(letter.link["signing"])
        if not signing.entries.filter(kind="sent", told__letter=str(letter.pk)).exists():
            signing.witness("sent", letter.to_email, letter=str(letter.pk))


def _id(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None
