"""Evidence: the log entry or the message in which something was promised or decided."""

import datetime as dt
import uuid
from typing import Any

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.models import Client

from .messages.model import Message
from .model import LogEntry

Evidence = LogEntry | Message
KINDS = {"logentry": LogEntry, "message": Message}


def kept_as(client: Client, evidence: Evidence | None, field: str) -> tuple[str, uuid.UUID | None]:
    """Return (type, id) of a piece of evidence. Raises Invalid with the field for one of another client."""
    if evidence is None:
        return "", None
    if evidence.client_id != client.pk:
        raise Invalid("Choose an entry or a message of this client.", field)
    return evidence._meta.model_name, evidence.pk


def moment_of(evidence: Evidence | None) -> dt.datetime:
    """When it was said: the moment of the evidence, or now."""
    return evidence.happened_at if evidence else clock.now()


def found(kind: str, evidence_id: Any) -> Evidence | None:
    """Return the thing itself, or None where there is none."""
    return KINDS[kind].objects.filter(pk=evidence_id).first() if kind in KINDS and evidence_id else None
