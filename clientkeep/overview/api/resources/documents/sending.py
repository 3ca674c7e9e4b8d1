"""Sending a document: a letter to each recipient, issued first where it is a draft."""

import uuid

from django.http import HttpRequest, HttpResponse

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.secrets import new_token
from clientkeep.relationship.documents.fetching import visible
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.sending import Recipient, default_recipients, send, words_for
from clientkeep.workspace.mail.leaving import why_none_leaves
from clientkeep.workspace.mail.outbox import checked_address

from ...answers import answer
from ..letters import tell_letter
from ..reach import contact_named
from .shapes import Addressee, SendingGiven, SentOut
from .telling import tell_document
from .views import check_version, room


@room.writes("/{uuid:document_id}/send", "documents.issue", SentOut)
def send_document(request: HttpRequest, document_id: uuid.UUID, given: SendingGiven) -> HttpResponse:
    """Issue a draft if need be, and write a letter with the PDF to each recipient.

    Letters leave through the outbox: `state` says where each one is, and `held_because` why none leaves now. Those who
    got the document before get nothing new unless `again` is set.
    """
    acting, document = request.acting, visible(request.acting, document_id)
    check_version(document, given.version)
    words = words_for(document)
    recipients = _recipients(document, given)
    subject = words.subject if given.subject is None else given.subject
    text = words.text if given.text is None else given.text
    letters = send(document, acting.actor, recipients, subject, text, new_token()[:40] if given.again else "")
    told = {
        "document": tell_document(visible(acting, document_id), acting.workspace.today()),
        "letters": [tell_letter(letter) for letter in letters],
        "held_because": why_none_leaves(acting.workspace, letters[0]) or "",
    }
    return answer(told)


def _recipients(document: Document, given: SendingGiven) -> list[Recipient]:
    if given.to is None:
        return default_recipients(document)
    found = [_recipient(document, who, f"to[{place}]") for place, who in enumerate(given.to)]
    return list({recipient.email.lower(): recipient for recipient in found}.values())


def _recipient(document: Document, who: Addressee, field: str) -> Recipient:
    if who.contact_id is None:
        return Recipient(checked_address(who.email.strip(), f"{field}.email"), who.name.strip())
    contact = contact_named(document.client, who.contact_id, f"{field}.contact_id")
    if not contact.email:
        raise Invalid(f"{contact} has no e-mail address.", f"{field}.contact_id")
    return Recipient(contact.email, contact.name, contact)
