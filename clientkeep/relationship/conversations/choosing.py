"""Choosing a client by what one types, on pages that put a message or a mail with one."""

from typing import Any

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.searching import found_ids
from clientkeep.workspace.members.acting import Acting

MOST = 12


def clients_like(acting: Acting, typed: str, leave_out: Any = None) -> list[Client]:
    """Clients on record that fit, at most a dozen; the latest touched where nothing was typed."""
    seen = Client.objects.visible_to(acting).current().exclude(pk=leave_out)
    if not typed.strip():
        return list(seen.order_by("-last_contact_at", "pk")[:MOST])
    ids, _ = found_ids(seen, typed, MOST)
    found = {client.pk: client for client in seen.filter(pk__in=ids)}
    return [found[pk] for pk in ids if pk in found]
