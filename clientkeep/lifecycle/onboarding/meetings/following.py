"""What steps do when meetings are booked, moved, cancelled and missed."""

from typing import Any

from django.db.models import Q

from clientkeep.lifecycle.onboarding.playbooks.run_step import PlaybookStep
from clientkeep.lifecycle.sales.booking.events import (
    BookerAdded,
    MeetingBooked,
    MeetingCancelled,
    MeetingMissed,
    MeetingMoved,
    MissTakenBack,
)
from clientkeep.lifecycle.sales.models import Booking
from clientkeep.workspace.journal import listens

from .standing import KIND, WAITING, settle

WHY = {MeetingCancelled.slug: "the one of {when} was cancelled", MeetingMissed.slug: "nobody came on {when}"}


@listens(MeetingBooked, MeetingMoved, BookerAdded, MeetingCancelled, MeetingMissed, MissTakenBack)
def follow(event: Any) -> None:
    """Steps that have this meeting, and those of the client that wait for one of its kind, the longest waiting first. Safe to repeat."""
    booking = Booking.objects.filter(workspace=event.workspace_id, pk=event.about_id).first()
    if booking is None:
        return
    concerned = Q(thing=booking.pk)
    if booking.client_id:
        concerned |= Q(run__client=booking.client_id, choice=str(booking.kind_id), thing=None)
    rows = PlaybookStep.objects.filter(concerned, workspace=event.workspace_id, kind=KIND, state__in=WAITING, run__state="running")
    why = WHY[event.slug].replace("{when}", str(event.payload.get("when", ""))) if event.slug in WHY else ""
    for step in rows.select_related("run").order_by("run__started_at", "position"):
        settle(step, why)
