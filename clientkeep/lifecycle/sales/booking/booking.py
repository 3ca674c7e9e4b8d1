"""Booking: a meeting that somebody booked, whose quarter-hours nobody else can have."""

import datetime as dt
import uuid
from typing import Any

from django.db import IntegrityError, models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events, letters
from .booker import Booker
from .claim import Claim
from .meeting_type import PLACES, MeetingType
from .queries import BookingQuerySet
from .tidying import in_one_line, of_lines
from .times import day_in, write_when

BOOKING_STATES = States({"booked": ("cancelled", "missed"), "missed": ("booked",), "cancelled": ()})
TAKEN = "Somebody has just taken this time. Choose another."
FULL = "This day is full. Choose another."
OVER = "This meeting is over. Nothing can be changed any more; write to us, or book another."


class Booking(models.Model):
    """One meeting. It keeps the words with which it was booked; `sequence` counts its changes for calendars."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(MeetingType, on_delete=models.PROTECT, related_name="bookings")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="bookings")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    meeting = models.CharField(max_length=100)
    place_kind = models.CharField(max_length=5, choices=PLACES)
    place = models.CharField(max_length=300, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=9, default="booked", choices=[(s, s.capitalize()) for s in BOOKING_STATES.all])
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254, db_index=True)
    phone = models.CharField(max_length=60, blank=True)
    zone = models.CharField(max_length=60, help_text="In which the booker reads times (an IANA name)")
    answers = models.JSONField(default=list, help_text="Each {question, answer}, in the order asked")
    note = models.TextField(max_length=10_000, blank=True, help_text="The firm's own; never shown to the booker")
    sequence = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)
    timed_at = models.DateTimeField(default=clock.now, help_text="When this time was chosen")
    day_reminded_at = models.DateTimeField(null=True)
    hour_reminded_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was cancelled, told to the other side")

    objects = BookingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "state", "starts_at"], name="booking_by_time"),
            models.Index(fields=["kind", "starts_at"], name="booking_of_a_kind"),
            models.Index(fields=["client", "starts_at"], name="booking_of_a_client"),
            models.Index(fields=["state", "starts_at"], name="booking_due"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} with {self.name}"

    @property
    def is_over(self) -> bool:
        return self.starts_at <= clock.now()

    @property
    def is_open(self) -> bool:
        """Whether it can still be moved or cancelled."""
        return self.state == "booked" and not self.is_over

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def booker(self) -> Actor:
        return Actor("contact", self.contact_id, self.name)

    @classmethod
    def make(cls, kind: MeetingType, start: dt.datetime, booker: Booker, id: uuid.UUID | None = None) -> "Booking":
        """Book a time that `offering` offers; the same `id` gives the same booking again.

        Raises Conflict with `start` where somebody took it meanwhile, or the day is full.
        """
        with transaction.atomic():
            if id and (known := cls.objects.filter(pk=id, kind=kind).first()):
                return known
            booking = cls(
                **({"id": id} if id else {}), workspace_id=kind.workspace_id, kind=kind, member=kind.member, meeting=kind.name,
                place_kind=kind.place_kind, place=kind.place, **booker.values(),
            )  # fmt: skip
            booking._put(start)
            booking.contact = booker.on_record(kind.workspace_id)
            booking.client = booking.contact.client if booking.contact else None
            booking.save(force_insert=True)
            booking._claim()
            booking._tell(events.MeetingBooked, booking.booker)
            letters.confirm(booking)
        return booking

    def move(self, start: dt.datetime, by: Actor) -> None:
        """Meet at another time. Raises Conflict where it is over or cancelled, or the time was taken meanwhile."""
        with transaction.atomic():
            self._hold()
            if start == self.starts_at:
                return
            before = self._when
            Claim.objects.filter(booking=self).delete()
            self._put(start)
            self.sequence += 1
            self.timed_at, self.day_reminded_at, self.hour_reminded_at = clock.now(), None, None
            self.save()
            self._claim()
            self._tell(events.MeetingMoved, by, before=before)
            letters.tell_moved(self, before)

    def cancel(self, by: Actor, reason: str = "") -> None:
        """Call it off and tell both sides. Raises Conflict where it is over; once cancelled it stays so."""
        reason = in_one_line("reason", reason, 500)
        with transaction.atomic():
            self._hold(besides="cancelled")
            if self.state == "cancelled":
                return
            Claim.objects.filter(booking=self).delete()
            self._become("cancelled", cancelled_at=clock.now(), cancelled_by=by.name[:200], reason=reason, sequence=self.sequence + 1)
            self._tell(events.MeetingCancelled, by)
            letters.tell_cancelled(self)

    def mark_missed(self, by: Actor) -> None:
        """Say that they did not come. Raises Conflict before it has begun, or where it was cancelled."""
        with transaction.atomic():
            self._lock()
            if not self.is_over:
                raise Conflict("It has not begun yet. Cancel it where it will not be held.", "state")
            self._become("missed")
            self._tell(events.MeetingMissed, by)

    def take_miss_back(self, by: Actor) -> None:
        """Say that they came after all."""
        with transaction.atomic():
            self._lock()
            self._become("booked")
            self._tell(events.MissTakenBack, by)

    def write_note(self, text: str) -> None:
        """Keep what the firm notes about it. Raises Invalid with `note`."""
        self.note = of_lines("note", text, 10_000)
        self.save(update_fields=["note"])

    def belongs_to(self, contact: Contact, by: Actor) -> None:
        """Say who booked it: now it is part of that client's life, with what else the same address booked unclaimed."""
        with transaction.atomic():
            mine = Booking.objects.filter(workspace_id=self.workspace_id, client=None, email__iexact=self.email)
            mine.update(client=contact.client, contact=contact)
            self.refresh_from_db()
            self._tell(events.BookerAdded, by)

    def _put(self, start: dt.datetime) -> None:
        if self.kind.most_a_day:
            # Two at once for the last place of a day: the second counts when the first has ended.
            Member.objects.select_for_update().get(pk=self.member_id)
            if self.kind.most_a_day <= self._others_on(start):
                raise Conflict(FULL, "start")
        self.starts_at, self.ends_at = start, start + dt.timedelta(minutes=self.kind.minutes)

    def _others_on(self, start: dt.datetime) -> int:
        zone = self.workspace.time_zone
        day, around = day_in(start, zone), dt.timedelta(days=2)
        others = Booking.objects.filter(kind=self.kind, state="booked", starts_at__range=(start - around, start + around))
        return sum(day_in(each, zone) == day for each in others.exclude(pk=self.pk).values_list("starts_at", flat=True))

    def _claim(self) -> None:
        """Take the quarter-hours; the database lets nobody else have one of them."""
        try:
            with transaction.atomic():
                Claim.take(self, self.kind.shape)
        except IntegrityError:
            raise Conflict(TAKEN, "start") from None

    def _hold(self, besides: str = "") -> None:
        self._lock()
        if self.state == besides:
            return
        if self.state == "cancelled":
            raise Conflict("This meeting was cancelled. Book another time.", "state")
        if self.state != "booked" or self.is_over:
            raise Conflict(OVER, "state")

    def _lock(self) -> None:
        held = Booking.objects.select_for_update().get(pk=self.pk)
        for field in Booking._meta.concrete_fields:
            setattr(self, field.attname, getattr(held, field.attname))

    def _become(self, state: str, **values: Any) -> None:
        BOOKING_STATES.check(self.state, state, "The meeting")
        for name, value in {"state": state, **values}.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *values])

    @property
    def _when(self) -> str:
        return write_when(self.starts_at, self.workspace.time_zone)

    def _tell(self, told: Any, by: Actor, **more: str) -> None:
        record(
            told, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, meeting=self.meeting,
            who=self.name, colleague=str(self.member), when=self._when, starts_at=self.starts_at.isoformat(), **more,
        )  # fmt: skip
