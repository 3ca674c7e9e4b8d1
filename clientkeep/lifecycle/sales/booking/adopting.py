"""A new person who booked becomes a client."""

from django.db import transaction

from clientkeep.foundation.errors import Conflict
from clientkeep.relationship.clients import once
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.members.acting import Acting

from .booking import Booking


def add_as_client(acting: Acting, booking: Booking, name: str, token: str) -> Client:
    """Put who booked on record as a client with one person, owned by who adds them; a form sent twice makes one.

    Raises Invalid for a blank name, and Conflict where the booking belongs to a client already.
    """
    identity = once.identity_in(acting, token)
    with transaction.atomic():
        held = Booking.objects.select_for_update().get(pk=booking.pk)
        if held.client_id == identity:
            return held.client
        if held.client_id:
            raise Conflict("This booking belongs to a client already.", "client")
        client = Client.add(acting.workspace, acting.actor, id=identity, name=name, stage="lead", source="booking", owner=acting.member)
        contact = Contact.add(client, acting.actor, name=booking.name, email=booking.email, phone=booking.phone)
        booking.belongs_to(contact, acting.actor)
    return client
