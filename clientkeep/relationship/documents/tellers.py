"""Where a document's entries on a client's timeline lead."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from clientkeep.relationship.clients.slots import EVENT_TELLERS, Told
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.members.acting import Acting

KINDS_OF_ROWS = ("invoice", "quote", "estimate", "proposal", "contract", "changeorder", "creditnote", "receipt", "document")


def tell_documents(acting: Acting, events: Sequence[Event]) -> dict[Any, Told]:
    """Lead to numbered documents, which never go away; a draft may have been thrown away since."""
    if not acting.may("documents.see"):
        return {}
    numbered = {event.about_id for event in events if event.payload.get("number")}
    return {pk: Told(reverse("documents:detail", args=[pk])) for pk in numbered}


for _about in KINDS_OF_ROWS:
    EVENT_TELLERS.add(_about, tell_documents)
