"""Deposit invoices that could not leave are tried again until they leave, or a person takes them over."""

import logging

from django.db.models import Exists, OuterRef, QuerySet

from clientkeep.relationship.documents.events import DocumentAccepted, DraftChanged
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.queue import every

from ..events import DepositHeld
from .at_once import send_at_once

MOST = 200
log = logging.getLogger("clientkeep.invoices")


@every("*/5 * * * *")
def send_what_was_held() -> None:
    """Sweep: what stood in the way may be gone. A draft that a person changed or threw away is theirs; what is sent is not sent again."""
    for invoice in held()[:MOST]:
        try:
            send_at_once(invoice, Actor("system", None, invoice.workspace.name), _accepter(invoice))
        except Exception:
            log.exception("a held deposit invoice could not be tried again", extra={"invoice": str(invoice.pk)})


def held() -> QuerySet[Document]:
    """Deposit drafts that were to leave by themselves and did not, of agreements that stand, the longest held first."""
    about = Event.objects.filter(about_id=OuterRef("pk"))
    drafts = Document.objects.filter(kind="invoice", role="deposit", state="draft", source__state="accepted", source__blocks_kept__deposit_at_once=True)
    waiting = drafts.filter(Exists(about.filter(slug=DepositHeld.slug)))
    theirs = about.filter(slug=DraftChanged.slug).exclude(actor_kind="system")
    return waiting.exclude(Exists(theirs)).select_related("client__workspace", "workspace", "source").order_by("pk")


def _accepter(invoice: Document):
    """The contact who accepted what the deposit is of."""
    said = Event.objects.filter(about_id=invoice.source_id, slug=DocumentAccepted.slug, actor_kind="contact").order_by("-seq").first()
    return said and said.actor_id
