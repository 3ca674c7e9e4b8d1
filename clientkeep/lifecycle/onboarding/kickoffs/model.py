"""Kickoff: the meeting with which the work begins, from its first plan to what came of it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.foundation.ui.days import write_exact
from clientkeep.lifecycle.sales.models import Booking, MeetingType
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.relationship.conversations.models import LogEntry, Recap
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events
from .queries import KickoffQuerySet

STATES = States({"planned": ("held", "cancelled"), "held": (), "cancelled": ()})
LABELS = {"planned": "Planned", "held": "Held", "cancelled": "Cancelled"}
MEANINGS = {"planned": "waiting", "held": "good", "cancelled": "quiet"}
LONGEST, LONGEST_PLACE, LONGEST_REASON, MOST_MINUTES = 200, 300, 300, 24 * 60
EARLIEST, LATEST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC), dt.datetime(2200, 1, 1, tzinfo=dt.UTC)
TITLE = "Kickoff"
PLAN = ("title", "starts_at", "minutes", "place", "booking", "meeting_type", "members", "contacts")
WORDS = {"title": "its name", "starts_at": "time", "minutes": "length", "place": "place", "members": "who takes part", "contacts": "who takes part"}


class Kickoff(models.Model):
    """A booked meeting gives it its time, length and place. Held, it has its log entry, and the recap that was drafted of it."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="kickoffs")
    agreement = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+", help_text="What its agenda was drafted from")
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, null=True, related_name="+")
    meeting_type = models.ForeignKey(MeetingType, on_delete=models.PROTECT, null=True, related_name="+", help_text="What the client books for it")
    title = models.CharField(max_length=LONGEST)
    state = models.CharField(max_length=9, default="planned", choices=[(state, LABELS[state]) for state in STATES.all])
    starts_at = models.DateTimeField(null=True)
    minutes = models.PositiveIntegerField(null=True)
    place = models.CharField(max_length=LONGEST_PLACE, blank=True)
    members = models.ManyToManyField(Member, related_name="+", blank=True)
    contacts = models.ManyToManyField(Contact, related_name="+", blank=True)
    agenda_sent_at = models.DateTimeField(null=True, help_text="From then on the client sees it in the portal")
    entry = models.OneToOneField(LogEntry, on_delete=models.PROTECT, null=True, related_name="kickoff")
    recap = models.ForeignKey(Recap, on_delete=models.PROTECT, null=True, related_name="+")
    held_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=LONGEST_REASON, blank=True, help_text="Why it was cancelled")
    written_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=clock.now)

    objects = KickoffQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["client", "-created_at"], name="kickoff_of_client"),
            models.Index(fields=["workspace", "state", "starts_at"], name="kickoff_coming"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state_label(self) -> str:
        return LABELS[self.state]

    @property
    def state_meaning(self) -> str:
        return MEANINGS[self.state]

    @property
    def is_planned(self) -> bool:
        return self.state == "planned"

    @property
    def when(self) -> str:
        """Its time in words, in the firm's zone; empty where none was chosen."""
        return write_exact(self.starts_at, self.workspace.time_zone) if self.starts_at else ""

    @property
    def recap_standing(self) -> tuple[str, str]:
        """How its recap stands: (words, meaning of the tag)."""
        state = self.recap.state if self.recap else ""
        said = {"sent": ("Recap waits for the client", "waiting"), "questioned": ("Recap is questioned", "late"), "confirmed": ("Recap confirmed", "good")}
        return said.get(state, ("Recap was written anew", "quiet") if state == "replaced" else ("Recap not sent yet", "late"))

    @classmethod
    def begin(
        cls, client: Client, by: Actor, *, agreement: Document | None = None, about: str = "", id: uuid.UUID | None = None, **plan: Any
    ) -> "Kickoff":
        """Plan one, its agenda drafted from what is on record. The same `id` gives the same kickoff again.

        `plan` as `change` takes it; `about`: what it is for, the words of its first item. Raises Invalid, Conflict.
        """
        from .items import draft_agenda

        with transaction.atomic():
            held = Client.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=client.pk)
            if id and (known := cls.objects.filter(pk=id, client=held).first()):
                return known
            if held.archived_at:
                raise Conflict(f"{held} is archived. Bring it back, then plan a kickoff.", "client")
            if agreement and agreement.client_id != held.pk:
                raise Invalid("Choose an agreement of this client.", "agreement")
            made = cls(**({"id": id} if id else {}), workspace=held.workspace, client=held, agreement=agreement, title=TITLE, written_by=by.name[:200])
            people = made._take(plan)
            made.save(force_insert=True)
            made._invite(people)
            draft_agenda(made, about)
            made.tell(events.KickoffPlanned, by, when=f" for {made.when}" if made.when else "")
        return made

    def change(self, by: Actor, **plan: Any) -> None:
        """Change title, starts_at (UTC), minutes, place, booking, meeting_type, members or contacts; what is not named stays.

        Raises Invalid with the field, Conflict once it was held or cancelled.
        """
        with transaction.atomic():
            self.hold()
            self.require_planned()
            before = {name: getattr(self, name) for name in ("title", "starts_at", "minutes", "place")}
            people = self._take(plan)
            self.save()
            told = [WORDS[name] for name, value in before.items() if value != getattr(self, name)] + self._invite(people)
            if told:
                said = f"{', '.join(dict.fromkeys(told))}{', now ' + self.when if 'time' in told and self.when else ''}"
                self.tell(events.KickoffChanged, by, what=said)

    def lose_time(self, by: Actor) -> None:
        """The booked meeting was cancelled: it needs another time. Nothing happens where it ended."""
        with transaction.atomic():
            self.hold()
            if self.is_planned and self.booking_id:
                self._set(booking=None, starts_at=None)
                self.tell(events.KickoffChanged, by, what="the booked meeting was cancelled, it needs another time")

    def cancel(self, by: Actor, because: str) -> None:
        """Call it off. Said again, it says nothing new. Raises Invalid without a reason, Conflict once it was held."""
        reason = " ".join(tidy_text("because", because, LONGEST_REASON).split())
        if not reason:
            raise Invalid("Say why, in a few words.", "because")
        with transaction.atomic():
            self.hold()
            if self.state == "cancelled":
                return
            STATES.check(self.state, "cancelled", "This kickoff")
            self._set(state="cancelled", because=reason)
            self.tell(events.KickoffCancelled, by, because=reason)

    def becomes_held(self, by: Actor, entry: LogEntry, recap: Recap, outcome: str) -> None:
        """Note what came of it, inside the transaction that holds it."""
        STATES.check(self.state, "held", "This kickoff")
        self._set(state="held", held_at=clock.now(), entry=entry, recap=recap)
        self.tell(events.KickoffHeld, by, outcome=outcome)

    def agenda_leaves(self, by: Actor, to: str) -> None:
        """Note inside a transaction that its agenda goes out: from now on the client sees it."""
        self._set(agenda_sent_at=clock.now())
        self.tell(events.AgendaSent, by, to=to[:300])

    def hold(self) -> None:
        """Lock client and kickoff, in this order; the fields are those of this moment."""
        client = Client.objects.held(self.client_id)
        now = Kickoff.objects.select_for_update().get(pk=self.pk)
        for field in self._meta.concrete_fields:
            setattr(self, field.attname, getattr(now, field.attname))
        self.client, self.workspace = client, client.workspace

    def require_planned(self) -> None:
        """Raise Conflict, in words, where it ended."""
        if not self.is_planned:
            raise Conflict(f"This kickoff is {self.state}. Nothing was changed.", "state")

    def tell(self, kind: Any, by: Actor, **more: str) -> None:
        """Announce a fact, in the transaction of its change."""
        record(kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, client=self.client.name, title=self.title, **more)

    def _take(self, plan: dict[str, Any]) -> dict[str, Sequence[Any]]:
        """Set the fields; returns the people."""
        if strangers := plan.keys() - set(PLAN):
            raise TypeError(f"Not of a kickoff: {', '.join(sorted(strangers))}.")
        people = {name: _ours(self, name, plan[name]) for name in ("members", "contacts") if name in plan}
        for name in PLAN[:6]:
            if name in plan:
                setattr(self, name, plan[name])
        self.title = " ".join(tidy_text("title", self.title, LONGEST).split()) or TITLE
        self.place = " ".join(tidy_text("place", self.place, LONGEST_PLACE).split())
        if self.booking:
            self._follow(self.booking)
        if self.meeting_type and self.meeting_type.workspace_id != self.workspace_id:
            raise Invalid("Choose one of your meetings.", "meeting_type")
        if self.starts_at and not EARLIEST <= self.starts_at < LATEST:
            raise Invalid("Enter a day of this life, such as 8 May 2026.", "starts_at")
        if self.minutes is not None and not 0 < self.minutes <= MOST_MINUTES:
            raise Invalid(f"Enter minutes between 1 and {MOST_MINUTES:,}.", "minutes")
        return people

    def _follow(self, booking: Booking) -> None:
        if booking.client_id != self.client_id or booking.state != "booked":
            raise Invalid("Choose a meeting that this client has booked.", "booking")
        self.starts_at, self.minutes, self.place = booking.starts_at, booking.minutes, booking.place[:LONGEST_PLACE] or self.place

    def _invite(self, people: dict[str, Sequence[Any]]) -> list[str]:
        """Keep who takes part; returns what changed, in words."""
        changed = []
        for name, invited in people.items():
            kept = getattr(self, name)
            if set(kept.values_list("pk", flat=True)) != {each.pk for each in invited}:
                kept.set(invited)
                changed.append(WORDS[name])
        return changed

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))


def _ours(kickoff: Kickoff, name: str, people: Sequence[Any]) -> Sequence[Any]:
    if name == "contacts" and any(each.client_id != kickoff.client_id for each in people):
        raise Invalid("Choose contacts of this client.", "contacts")
    if name == "members" and any(each.workspace_id != kickoff.workspace_id for each in people):
        raise Invalid("Choose people of your firm.", "members")
    return people


