"""Adding a client by hand, with the first person there."""

from typing import Any

from django.db import transaction

from clientkeep.workspace.members.acting import Acting

from . import once
from .contact import Contact
from .model import Client


def add_client(acting: Acting, cleaned: dict[str, Any], token: str) -> Client:
    """Put a client and perhaps a person on record; the same form token gives the same client again.

    Who adds a client owns it, so that a member with narrowed sight sees it. Raises Invalid.
    """
    identity = once.identity_in(acting, token)
    record = {name: cleaned[name] for name in ("name", "is_company", "stage", "country")}
    with transaction.atomic():
        known = Client.objects.visible_to(acting).filter(pk=identity).first()
        if known:
            return known
        client = Client.add(acting.workspace, acting.actor, id=identity, owner=acting.member, source="form", **record)
        if cleaned["person"] or cleaned["person_email"]:
            Contact.add(client, acting.actor, name=cleaned["person"], email=cleaned["person_email"])
    return client
