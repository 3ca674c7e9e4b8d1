"""What later stages write in the transaction of an acceptance, and whether what follows it stands."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from clientkeep.foundation.registry import Registry
from clientkeep.workspace.journal.models import Dispatch
from clientkeep.workspace.members.acting import Actor

from .events import DocumentAccepted

Writes = Callable[[Any, Actor], None]
AT_ACCEPTANCE: Registry[Writes] = Registry("what an acceptance writes")
PREPARING: set[str] = set()


def at_acceptance(write: Writes) -> Writes:
    """Register `write(document, by)`: it runs inside the acceptance, after the document is accepted. What it raises refuses it."""
    return AT_ACCEPTANCE.add(f"{write.__module__}.{write.__name__}", write)


def write_agreed(document: Any, by: Actor) -> None:
    """Let each stage write what it keeps of an acceptance."""
    for write in AT_ACCEPTANCE:
        write(document, by)


def prepares(react: Callable[[Any], None]) -> Callable[[Any], None]:
    """Mark a listener that makes what follows an acceptance: until it is done, pages say that it is being prepared."""
    PREPARING.add(f"{react.__module__}.{react.__name__}")
    return react


def unfinished() -> QuerySet[Dispatch]:
    """What still follows acceptances, read from the journal's own rows: due, or given up after many tries."""
    return Dispatch.objects.filter(state__in=("due", "dead"), listener__in=PREPARING, event__slug=DocumentAccepted.slug)


def is_being_prepared(document: Any) -> bool:
    """Whether what follows the acceptance of a document does not stand yet."""
    return unfinished().filter(event__about_id=document.pk).exists()
