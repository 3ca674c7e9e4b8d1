"""Promise: what one side said it would do, until when, and what became of it."""

import datetime as dt
import uuid
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.foundation.ui.days import local_date
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from ..evidence import Evidence, found, kept_as, moment_of
from . import events, rules
from .queries import PromiseQuerySet

SIDES = [("ours", "Ours"), ("theirs", "Theirs")]
STATES = States({"open": ("kept", "dropped"), "kept": ("open",), "dropped": ("open",)})
LONGEST = 500
EARLIEST, LATEST = dt.date(1970, 1, 1), dt.date(2200, 12, 31)


class Promise(models.Model):
    """One promise. `due_on` is the day promised now, `first_due_on` the one promised at first; both may be empty.

    Whether it is late is derived from its day; each earlier state and day is in the journal.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="promises")
    side = models.CharField(max_length=6, choices=SIDES)
    what = models.CharField(max_length=LONGEST)
    made_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=7, default="open", choices=[(state, state) for state in STATES.all])
    closed_on = models.DateField(null=True, blank=True, help_text="The day on which it was kept or dropped")
    because = models.CharField(max_length=LONGEST, blank=True, help_text="Why it was dropped, or last moved")
    source_type = models.CharField(max_length=10, blank=True)
    source_id = models.UUIDField(null=True, blank=True)
    written_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["client", "state", "due_on", "id"], name="promise_of_client"),
            models.Index(
                fields=["workspace", "side", "due_on", "id"], condition=models.Q(state="open"), name="promise_open"
            ),
            models.Index(fields=["workspace", "closed_on", "due_on", "id"], name="promise_listed"),
        ]

    def __str__(self) -> str:
        return self.what

    @classmethod
    def make(
        cls,
        client: Client,
        *,
        side: str,
        what: str,
        by: Actor,
        due_on: dt.date | None = None,
        contact: Contact | None = None,
        member: Member | None = None,
        source: Evidence | None = None,
        id: uuid.UUID | None = None,
    ) -> "Promise":
        """Put a promise on record, as of the moment of its source. The same `id` gives the same promise again.

        `contact` is who promised (theirs) or to whom (ours); `member` who keeps it (ours: whoever writes it down,
        where nobody is named) or who waits for it. Raises Invalid for an unknown side, no words, an impossible day,
        or people and sources of elsewhere.
        """
        if side not in dict(SIDES):
            raise Invalid("Say whose promise it is: ours or theirs.", "side")
        _check_people(client, contact, member)
        source_type, source_id = kept_as(client, source, "source")
        at = moment_of(source)
        with transaction.atomic():
            if id and (known := cls.objects.filter(pk=id, client=client).first()):
                return known
            if side == "ours" and member is None and by.kind == "member":
                member = Member.objects.filter(pk=by.id, workspace=client.workspace_id).first()
            promise = cls.objects.create(
                **({"id": id} if id else {}),
                workspace_id=client.workspace_id, client=client, side=side, what=_words(what, "what"),
                made_on=local_date(at, client.workspace.time_zone), due_on=_day(due_on), first_due_on=due_on,
                contact=contact, member=member, source_type=source_type, source_id=source_id, written_by=by.name,
            )  # fmt: skip
            promise._announce(events.PromiseMade, by, promise.made_on, at=at, until=_until(due_on))
        return promise

    def keep(self, by: Actor, on: dt.date | None = None) -> None:
        """Say that it was kept, today or on an earlier day. Conflict where it is not open any more.

        Raises Invalid for a day to come, or one before the promise was made.
        """
        today = max(self.workspace.today(), self.made_on)
        on = on or today
        if not self.made_on <= on <= today:
            raise Invalid("Choose a day between the promise and today.", "on")
        with transaction.atomic():
            self._move("kept", closed_on=on)
            self._announce(events.PromiseKept, by, on)

    def move(self, by: Actor, due_on: dt.date | None, because: str = "") -> None:
        """Give it another day, with the reason; the day promised before is kept in the journal."""
        because = _words(because, "because", least=0)
        with transaction.atomic():
            self._hold()
            if self.state != "open":
                raise Conflict(f"This promise is {self.state}. Open it again to give it another day.", "state")
            before, today = self.due_on, self.workspace.today()
            if _day(due_on) == before:
                raise Invalid("It has this day already. Choose another.", "due_on")
            self._set(due_on=due_on, because=because)
            self._announce(
                events.PromiseMoved, by, max(today, self.made_on), until=_until(due_on), reason=_reason(because), because=because,
                before=before.isoformat() if before else "",
            )  # fmt: skip

    def drop(self, by: Actor, because: str) -> None:
        """Say that it holds no more, and why. Raises Invalid without a reason, Conflict where it is not open."""
        because = _words(because, "because")
        with transaction.atomic():
            on = max(self.workspace.today(), self.made_on)
            self._move("dropped", closed_on=on, because=because)
            self._announce(events.PromiseDropped, by, on, reason=_reason(because), because=because)

    def reopen(self, by: Actor) -> None:
        """Take back that it was kept or dropped. Conflict where it is open."""
        with transaction.atomic():
            self._move("open", closed_on=None, because="")
            self._announce(events.PromiseReopened, by, max(self.workspace.today(), self.made_on))

    def late_days(self, today: dt.date) -> int:
        """Days by which it is late; 0 while it is not."""
        return rules.late_days(self.state, self.due_on, today)

    @property
    def is_ours(self) -> bool:
        return self.side == "ours"

    @property
    def who(self) -> str:
        """Who promised, by name."""
        person = self.member if self.is_ours else self.contact
        return str(person or (self.workspace if self.is_ours else self.client).name)

    @property
    def source(self) -> Evidence | None:
        """The entry or the message in which it was made."""
        return found(self.source_type, self.source_id)

    def _move(self, state: str, **values: Any) -> None:
        self._hold()
        STATES.check(self.state, state, "This promise")
        self._set(state=state, **values)

    def _hold(self) -> None:
        """Hold the row until the transaction ends, and see what others did meanwhile."""
        now = Promise.objects.select_for_update().get(pk=self.pk)
        for name in ("state", "due_on", "closed_on", "because"):
            setattr(self, name, getattr(now, name))

    def _set(self, **values: Any) -> None:
        values["changed_at"] = clock.now()
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))

    def _announce(self, kind: Any, by: Actor, day: dt.date, at: dt.datetime | None = None, **payload: Any) -> None:
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, at=at,
            client=self.client.name, side=self.side, who=self.who, text=self.what, day=day.isoformat(),
            due=self.due_on.isoformat() if self.due_on else "", **payload,
        )  # fmt: skip


def _words(text: str, field: str, least: int = 1) -> str:
    words = " ".join(tidy_text(field, text, 10 * LONGEST).split())
    if len(words) < least:
        raise Invalid("Say what was promised." if field == "what" else "Say why, in a few words.", field)
    if len(words) > LONGEST:
        raise Invalid(f"Keep it under {LONGEST} characters (this has {len(words)}).", field)
    return words


def _day(day: dt.date | None) -> dt.date | None:
    if day and not EARLIEST <= day <= LATEST:
        raise Invalid("Enter a day of this life, such as 8 May 2026.", "due_on")
    return day


def _until(day: dt.date | None) -> str:
    return f", by {day.day} {day:%B %Y}" if day else ""


def _reason(because: str) -> str:
    return f" ({because})" if because else ""


def _check_people(client: Client, contact: Contact | None, member: Member | None) -> None:
    if contact and contact.client_id != client.pk:
        raise Invalid("Choose a contact of this client.", "contact")
    if member and member.workspace_id != client.workspace_id:
        raise Invalid("Choose a member of this workspace.", "member")
