"""Verify a workspace's journal: each digest covers the one before; the first broken row is named."""

from typing import Any

from .models import Event, Head
from .recording import commitment_of, digest_of


def first_broken(workspace_id: Any) -> str | None:
    """Return what is wrong with the first broken row, in words, or None where the chain holds."""
    previous, expected = "", 0
    for event in Event.objects.filter(workspace_id=workspace_id).order_by("seq").iterator(chunk_size=2000):
        expected += 1
        if event.seq != expected:
            return f"event {expected} is missing"
        if event.commitment != commitment_of(event) or event.digest != digest_of(event, previous):
            return f"event {event.seq} ({event.slug}) was changed after it was written"
        previous = event.digest
    head = Head.objects.filter(workspace_id=workspace_id).first()
    if head and (head.seq, head.digest) != (expected, previous):
        return f"event {expected + 1} is missing at the end"
    return None
