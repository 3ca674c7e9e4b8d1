"""Which booking stands for a step, and bringing the step in line with it: the one place where a step and a booking are tied."""

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.lifecycle.onboarding.kickoffs.model import Kickoff
from clientkeep.lifecycle.onboarding.playbooks import events
from clientkeep.lifecycle.onboarding.playbooks.run_step import PlaybookStep
from clientkeep.lifecycle.sales.booking.queries import BookingQuerySet
from clientkeep.lifecycle.sales.booking.times import write_when
from clientkeep.lifecycle.sales.models import Booking, MeetingType
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Actor

from . import rules

KIND = "meeting"
WAITING = ("open", "blocked")


def type_of(step: PlaybookStep) -> MeetingType | None:
    """What is booked for a step; None where one agrees on a time without booking."""
    rows = MeetingType.objects.filter(workspace=step.workspace_id).select_related("workspace", "member__user", "member__workspace")
    return next((kind for kind in rows if str(kind.pk) == step.choice), None) if step.choice else None


def booking_of(step: PlaybookStep) -> Booking | None:
    """The booking that stands for it: neither cancelled nor missed."""
    rows = Booking.objects.standing().select_related("kind__member__user", "member__user", "workspace")
    return rows.filter(workspace=step.workspace_id, pk=step.thing).first() if step.thing else None


def free_bookings(client: Client) -> BookingQuerySet:
    """Meetings that a client has booked, that are to come, and that no step and no kickoff has."""
    steps = PlaybookStep.objects.filter(kind=KIND, run__client=client).exclude(thing=None).values("thing")
    kickoffs = Kickoff.objects.filter(client=client).exclude(booking=None).values("booking")
    rows = Booking.objects.filter(client=client).to_come(clock.now()).exclude(pk__in=steps).exclude(pk__in=kickoffs)
    return rows.select_related("kind__member__user", "member__user", "workspace")


def settle(step: PlaybookStep, why: str = "") -> None:
    """Bring a step in line with what is booked: take a booking, follow it, lose it, be done. Safe to repeat any number of times.

    `why` is said while it waits for another time, such as that the last one was cancelled.
    """
    with transaction.atomic():
        step.hold()
        if step.run.is_running and step.state in WAITING and step.choice:
            _settle(step, booking_of(step) or _next(step), why)


def tie(step: PlaybookStep, booking: Booking) -> None:
    """Say by hand that a booking is the meeting of a step. Raises Conflict where another has it, or the step waits for none."""
    with transaction.atomic():
        step.hold()
        step.run.require_running()
        if step.kind != KIND or not step.choice or step.state not in WAITING:
            raise Conflict("This step waits for no meeting, or was dealt with meanwhile.", "state")
        if booking_of(step):
            raise Conflict("A meeting is booked for this step already. Move or cancel that one.", "booking")
        found = free_bookings(step.run.client).filter(pk=booking.pk).first()
        if found is None:
            raise Conflict("This meeting is not to come, is another client’s, or belongs to another step.", "booking")
        _settle(step, found, "")


def first_words(step: PlaybookStep, kind: MeetingType) -> dict[str, object]:
    """What a step is given as it opens: the booking that stands already, or that a time is waited for. For who holds the run."""
    booking = _next(step)
    return {"thing": booking.pk, "held": _said(booking)} if booking else {"thing": None, "held": rules.awaited(kind.name)[:300]}


def _next(step: PlaybookStep) -> Booking | None:
    """The next booking of its type; a kickoff that waits for one of this type comes first."""
    kind, client = type_of(step), step.run.client
    if kind is None or Kickoff.objects.filter(client=client, state="planned", booking=None, starts_at=None, meeting_type=kind).exists():
        return None
    return free_bookings(client).filter(kind=kind).first()


def _settle(step: PlaybookStep, booking: Booking | None, why: str) -> None:
    if booking and rules.is_over(booking.ends_at, clock.now()):
        step.end("done", Actor("system", None, str(booking.member)), events.StepDone)
        return
    if booking is None and step.thing is None and step.held:
        # It waits already, and says for what.
        return
    kind = type_of(step)
    held = _said(booking) if booking else rules.awaited(kind.name if kind else step.title, why)[:300]
    step.thing, step.held = booking and booking.pk, held if step.state == "open" else step.held
    step.save(update_fields=["thing", "held"])


def _said(booking: Booking) -> str:
    return rules.standing(write_when(booking.starts_at, booking.workspace.time_zone), str(booking.member))[:300]
