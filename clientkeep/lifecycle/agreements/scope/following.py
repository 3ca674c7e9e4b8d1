"""What later stages say about a change order before the client answers it."""

from collections.abc import Callable

from clientkeep.foundation.registry import Registry
from clientkeep.relationship.documents.models import Document

FOLLOWS: Registry[Callable[[Document], str]] = Registry("what follows a change order")


def what_follows(change: Document) -> str:
    """Sentences, one after the other; nothing where nothing follows."""
    return " ".join(words for tell in FOLLOWS if (words := tell(change)))
