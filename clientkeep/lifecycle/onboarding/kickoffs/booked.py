"""A booked meeting gives a kickoff its time: what moves there moves here, and what is called off there needs another time."""

from typing import Any

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Refusal
from clientkeep.lifecycle.sales.booking.events import BookerAdded, MeetingBooked, MeetingCancelled, MeetingMoved
from clientkeep.lifecycle.sales.models import Booking, MeetingType
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal import listens
from clientkeep.workspace.members.acting import SYSTEM

from .model import Kickoff


def booking_for(client: Client, kind: MeetingType | None) -> Booking | None:
    """The next meeting of a kind that the client has booked and no kickoff has yet."""
    if kind is None:
        return None
    taken = Kickoff.objects.filter(client=client).exclude(booking=None).values("booking")
    return Booking.objects.filter(client=client, kind=kind).to_come(clock.now()).exclude(pk__in=taken).first()


@listens(MeetingBooked, MeetingMoved, BookerAdded)
def follow(event: Any) -> None:
    """A kickoff that has this meeting moves with it; one that waits for a meeting of this kind takes it."""
    found = Booking.objects.filter(workspace=event.workspace_id, pk=event.about_id, state="booked").exclude(client=None).first()
    if found is None:
        return
    mine = Kickoff.objects.filter(client=found.client_id, state="planned")
    kickoff = mine.filter(booking=found).first() or mine.filter(booking=None, starts_at=None, meeting_type=found.kind_id).order_by("created_at").first()
    if kickoff and found.starts_at != kickoff.starts_at:
        try:
            kickoff.change(SYSTEM, booking=found)
        except Refusal:
            # It was held, cancelled or given another time in this very moment: then that stands.
            return


@listens(MeetingCancelled)
def need_another_time(event: Any) -> None:
    """The meeting was called off."""
    for kickoff in Kickoff.objects.filter(workspace=event.workspace_id, booking=event.about_id, state="planned"):
        kickoff.lose_time(SYSTEM)
