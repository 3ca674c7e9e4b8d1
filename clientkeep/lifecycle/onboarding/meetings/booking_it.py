"""The firm books for the client by hand: a free time that they named on the telephone."""

import datetime as dt
import uuid

from django.db import transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.onboarding.playbooks.run_step import PlaybookStep
from clientkeep.lifecycle.sales.booking.booker import Booker
from clientkeep.lifecycle.sales.booking.offering import Offer
from clientkeep.lifecycle.sales.models import Booking
from clientkeep.relationship.clients.models import Contact

from .standing import tie, type_of


def book_for(step: PlaybookStep, contact: Contact, start: dt.datetime, phone: str = "", id: uuid.UUID | None = None) -> Booking:
    """Book a free time for a person of the client, and tie it to the step; both sides get the letters of a booking.

    The same `id` gives the same booking again. Raises Invalid with `contact`, `start` or `phone`, Conflict where the time was
    taken meanwhile, or the step waits for no meeting.
    """
    kind = type_of(step)
    if kind is None:
        raise Conflict("Nothing is booked for this step. Agree on a time, and mark it as held afterwards.", "state")
    if contact.client_id != step.run.client_id or contact.removed_at or not contact.email:
        raise Invalid("Choose somebody of the client with an e-mail address.", "contact")
    with transaction.atomic():
        step.hold()
        if id and (known := Booking.objects.filter(pk=id, kind=kind, client=contact.client_id).first()):
            return known
        Offer(kind).check(start)
        booking = Booking.make(kind, start, Booker.of(kind, str(contact), contact.email, kind.workspace.time_zone, phone), id)
        if booking.client_id != contact.client_id:
            raise Conflict(f"{contact.email} is on record with another client too. Book it under another address.", "contact")
        tie(step, booking)
    return booking
