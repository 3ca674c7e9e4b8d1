"""A deposit invoice that leaves by itself: issued and mailed once, with the way to pay; or a draft still, and why."""

import uuid

from django.db import transaction

from clientkeep.foundation.errors import Refusal
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.sending import Recipient, default_recipients, send, words_for
from clientkeep.workspace.journal import record
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.leaving import why_none_leaves
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from ..events import DepositHeld
from ..gateways.model import GatewayAccount


def send_at_once(invoice: Document, by: Actor, accepter: uuid.UUID | None = None) -> None:
    """Issue and mail a draft in one transaction; said any number of times, it leaves once. What a person sent stays as it is.

    `accepter` is the contact who accepted. Where something stands in the way it stays a draft, and the journal says why.
    """
    people = recipients_of(invoice, accepter)
    because = in_the_way(invoice, people)
    try:
        with transaction.atomic():
            state = Document.objects.select_for_update().values_list("state", flat=True).get(pk=invoice.pk)
            if state != "draft":
                return
            if not because:
                words = words_for(invoice)
                send(invoice, by, people, words.subject, words.text, again="acceptance")
                return
    except Refusal as refusal:
        because = refusal.message
    _hold(invoice, by, because)


def recipients_of(invoice: Document, accepter: uuid.UUID | None) -> list[Recipient]:
    """Who has the role of billing; else who accepted; else who else gets the bills of this client."""
    known = [person for person in invoice.client.contacts.current() if person.email]
    billing = [person for person in known if "billing" in person.roles] or [person for person in known if person.pk == accepter]
    return [_recipient(person) for person in billing] or default_recipients(invoice)


def in_the_way(invoice: Document, people: list[Recipient]) -> str:
    """Why it cannot leave by itself, in words; empty where it can."""
    firm = invoice.workspace
    if not firm.is_demo and (words := why_none_leaves(firm)):
        return words
    if not people:
        return f"Nobody of {invoice.client.name} has an e-mail address."
    if not (firm.bank_details.strip() or firm.iban.strip() or GatewayAccount.for_paying(firm.pk)):
        return "It would not say how to pay: your bank details are missing, and no card payments are set up."
    return _untaxed(firm, invoice)


def _untaxed(firm: Workspace, invoice: Document) -> str:
    taxed = any(line.taxes for line in invoice.lines.all())
    return "" if taxed or firm.tax_status != "unknown" else "You have not said yet whether you charge tax."


def _hold(invoice: Document, by: Actor, because: str) -> None:
    if Event.objects.filter(about_id=invoice.pk, slug=DepositHeld.slug).exists():
        return
    record(
        DepositHeld, workspace_id=invoice.workspace_id, by=by, client_id=invoice.client_id, about=invoice,
        client=invoice.client.name, agreement=str(invoice.source), because=because,
    )  # fmt: skip


def _recipient(person: Contact) -> Recipient:
    return Recipient(person.email, person.name, person)
