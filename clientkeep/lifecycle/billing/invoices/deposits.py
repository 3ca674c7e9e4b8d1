"""An accepted quote that asks for a deposit gets its deposit invoice, once: as a draft, or sent at once where the proposal says so."""

import uuid

from clientkeep.foundation import faults
from clientkeep.lifecycle.agreements.models import Content
from clientkeep.relationship.documents.agreeing import prepares
from clientkeep.relationship.documents.events import DocumentAccepted
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import listens
from clientkeep.workspace.members.acting import Actor

from .at_once import send_at_once
from .from_quote import deposit_invoice


@prepares
@listens(DocumentAccepted)
def draft_deposit(event) -> None:
    """Draft it; it is sent by itself where the proposal says so, else by a person who looks at it first."""
    document = Document.objects.select_related("client__workspace", "workspace").filter(pk=event.about_id, state="accepted").first()
    if document is None or not document.begins_work or document.deposit_due is None:
        return
    by = Actor("system", None, document.workspace.name)
    invoice = deposit_invoice(document, by)
    faults.point("deposit.after_draft")
    if Content.objects.filter(document=document.pk, deposit_at_once=True).exists():
        send_at_once(invoice, by, _accepter(event))
    faults.point("deposit.after_send")


def _accepter(event) -> uuid.UUID | None:
    """The contact who accepted."""
    return event.actor_id if event.actor_kind == "contact" else None
