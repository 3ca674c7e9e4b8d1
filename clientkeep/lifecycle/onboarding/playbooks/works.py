"""What a run or a form is for, where it is not for the client as a whole: works that a later stage plans, such as projects."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clientkeep.foundation.registry import Registry
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document

LONGEST_WORK = 200


@dataclass(frozen=True, slots=True)
class Work:
    """One work: its name, its own id (None while it does not stand yet), and the agreement that it came from (None: planned by hand)."""

    name: str
    pk: uuid.UUID | None
    agreement_id: uuid.UUID | None

    @property
    def title(self) -> str:
        """The name as it is kept with what is for it."""
        return self.name[:LONGEST_WORK]


WORKS: Registry[Callable[[Client], Sequence[Work]]] = Registry("works of a client")


def works_of(client: Client) -> list[Work]:
    """What goes on for a client, as each later stage tells, the newest first."""
    return [work for told in WORKS for work in told(client)]


def work_of(document: Document | None) -> Work | None:
    """The work of an agreement, by the agreement's own name; None without one."""
    return Work(document.title or f"{document.label} {document.number}", None, document.pk) if document else None
