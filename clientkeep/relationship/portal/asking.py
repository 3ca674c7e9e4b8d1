"""What a client does on a document's page: accept, decline, ask. Each is an act by POST, with its author."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.conversations.models import LogEntry
from clientkeep.relationship.documents import events
from clientkeep.relationship.documents.models import Document

from .visitor import Visitor

LONGEST = 5000
THANKS = {
    "accepted": ("Thank you. It is agreed.", "{firm} has been told and will be in touch about the next step."),
    "declined": ("Thank you for the answer.", "{firm} has been told. Nothing more is asked of you."),
    "asked": ("Your question is on its way.", "{firm} will answer you. The document stays open here meanwhile."),
}


def accept(visitor: Visitor, document: Document, name: str, answer: Mapping[str, Any] | None = None) -> str:
    """Accept an offer; `answer` says what was chosen of it. The same said again, as by a double click, is thanked for again.

    Raises Invalid without a typed name, Forbidden for who may only look, Conflict where it cannot be accepted any more.
    """
    visitor.require(visitor.may_agree)
    said = name.strip()[:200]
    if len(said) < 2:
        raise Invalid("Type your name to agree.", "name")
    with transaction.atomic():
        now = Document.objects.select_for_update().get(pk=document.pk)
        if now.state != "accepted" or now.decided_by != said or not document.took(answer):
            document.mark_viewed(visitor.actor)
            document.accept(visitor.actor, said, answer)
    return "accepted"


def decline(visitor: Visitor, document: Document, reason: str) -> str:
    """Decline a quote."""
    visitor.require(visitor.may_agree)
    with transaction.atomic():
        document.mark_viewed(visitor.actor)
        document.decline(visitor.actor, reason, visitor.name)
    return "declined"


def question(visitor: Visitor, document: Document, text: str) -> str:
    """Ask about a document: the question stands on the client's timeline and in Today."""
    visitor.require(True)
    if not text.strip():
        raise Invalid("Write your question.", "text")
    if len(text) > LONGEST:
        raise Invalid(f"Keep it under {LONGEST:,} characters.", "text")
    with transaction.atomic():
        document.mark_viewed(visitor.actor)
        LogEntry.write(visitor.client, "message", f"About {document}: {text.strip()}", visitor.actor, visitor.contact)
        document._announce(events.QuestionAsked, visitor.actor, text=text.strip()[:500])
    return "asked"
