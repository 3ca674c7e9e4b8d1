"""Where a document's letters are, recipient by recipient: said from their rows, never from the wish."""

from dataclasses import dataclass
from typing import Any

from clientkeep.workspace.mail.models import Letter

WORDS = {
    "waiting": ("Waits for its PDF", "waiting"),
    "held": ("Held in the outbox", "waiting"),
    "ready": ("On its way", "waiting"),
    "sending": ("Being handed over", "waiting"),
    "sent": ("Sent", "good"),
    "failed": ("Could not be sent", "broken"),
    "bounced": ("Came back", "broken"),
    "unknown": ("May not have arrived", "late"),
    "dropped": ("Dropped", "quiet"),
}


@dataclass(frozen=True, slots=True)
class Delivery:
    """One letter as the page tells it."""

    letter: Letter
    to: str
    words: str
    meaning: str


def letters_about(document: Any) -> list[Letter]:
    """The letters with a document, newest first."""
    if document.is_draft:
        return []
    return list(
        Letter.objects.filter(workspace_id=document.workspace_id, about_id=document.pk)
        .defer("text", "html")
        .order_by("-created_at")[:60]
    )


def deliveries(letters: list[Letter]) -> list[Delivery]:
    return [Delivery(letter, letter.to_name or letter.to_email, *WORDS[letter.state]) for letter in letters]
