"""Whoever asked becomes a client."""

import uuid

from django.db import transaction

from clientkeep.foundation.errors import Conflict
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.members.acting import Acting

from .model import Opportunity


def add_as_client(acting: Acting, opportunity: Opportunity, identity: uuid.UUID | None = None) -> Client:
    """Put whose it is on record as a client, with one person where an address is known; the same identity makes one.

    Raises Conflict where it belongs to a client already.
    """
    with transaction.atomic():
        held = Opportunity.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=opportunity.pk)
        if identity and held.client_id == identity:
            return held.client
        if held.client_id:
            raise Conflict("This opportunity belongs to a client already.", "client")
        source = held.source.name if held.source else ""
        client = Client.add(acting.workspace, acting.actor, id=identity, name=held.whose, stage="lead", source=source, owner=held.owner or acting.member)
        if held.email:
            Contact.add(client, acting.actor, name=held.name or held.email.partition("@")[0], email=held.email, phone=held.phone)
        opportunity.belongs_to(client, acting.actor)
    return client
