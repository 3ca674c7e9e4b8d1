"""ImportantDate: a day that matters to a client, once or each year, told some days before."""

import datetime as dt
import uuid
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events, rules
from .queries import ImportantDateQuerySet

LONGEST = 200
MOST = 100
LONGEST_NOTICE = 180
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2200, 12, 31)
EDITABLE = ("kind", "what", "day", "yearly", "notice_days", "contact")


class ImportantDate(models.Model):
    """One date. `next_on` is derived from `day`, `notice_on` lies `notice_days` before; `jobs.py` rolls them each year.

    `seen_to` is the occurrence for which somebody did what was to be done.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="dates")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=11, choices=rules.KINDS)
    what = models.CharField(max_length=LONGEST)
    day = models.DateField()
    yearly = models.BooleanField(default=False)
    notice_days = models.PositiveIntegerField(default=7)
    next_on = models.DateField()
    notice_on = models.DateField()
    seen_to = models.DateField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)

    objects = ImportantDateQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["client", "removed_at", "next_on", "id"], name="date_of_client"),
            models.Index(fields=["workspace", "next_on", "id"], condition=models.Q(removed_at=None), name="date_next"),
        ]

    def __str__(self) -> str:
        return self.what

    @classmethod
    def add(cls, client: Client, by: Actor, id: uuid.UUID | None = None, **values: Any) -> "ImportantDate":
        """Note a date (fields of EDITABLE). Raises Invalid for no words, an impossible day or a person of elsewhere.

        The same `id` gives the same date again.
        """
        with transaction.atomic():
            if id and (known := cls.objects.filter(pk=id, client=client).first()):
                return known
            Client.objects.select_for_update().get(pk=client.pk)
            if client.dates.standing().count() >= MOST:
                raise Invalid(f"A client has at most {MOST} dates. Take one off first.")
            date = cls(**({"id": id} if id else {}), workspace_id=client.workspace_id, client=client)
            date._take(values)
            date.roll(client.workspace.today())
            date.save(force_insert=True)
            date._announce(events.DateAdded, by)
        return date

    def change(self, by: Actor, **values: Any) -> None:
        """Change fields of EDITABLE; a date that falls on another day then is told anew."""
        with transaction.atomic():
            self._hold()
            if self._take(values):
                self.roll(self.workspace.today())
                self._keep(*EDITABLE, "next_on", "notice_on")
                self._announce(events.DateChanged, by)

    def see_to(self, by: Actor) -> None:
        """Say that what was to be done for its next occurrence is done. Safe to repeat."""
        with transaction.atomic():
            self._hold()
            if self.seen_to != self.next_on:
                self.seen_to = self.next_on
                self._keep("seen_to")
                self._announce(events.DateSeenTo, by)

    def remove(self, by: Actor) -> None:
        """Take the date off. Safe to repeat."""
        with transaction.atomic():
            self._hold(removed=True)
            if self.removed_at is None:
                self.removed_at = clock.now()
                self._keep("removed_at")
                self._announce(events.DateRemoved, by)

    def put_back(self, by: Actor) -> None:
        """Put back a date that was taken off. Safe to repeat."""
        with transaction.atomic():
            self._hold(removed=True)
            if self.removed_at:
                self.removed_at = None
                self.roll(self.workspace.today())
                self._keep("removed_at", "next_on", "notice_on")
                self._announce(events.DateReturned, by)

    def roll(self, today: dt.date) -> None:
        """Derive when it falls next, and from when it is told. Nothing is saved."""
        self.next_on = rules.next_on(self.day, self.yearly, today)
        self.notice_on = self.next_on - dt.timedelta(days=self.notice_days)

    @property
    def is_seen_to(self) -> bool:
        """Whether its next occurrence is seen to."""
        return self.seen_to == self.next_on

    def _take(self, values: dict[str, Any]) -> bool:
        before = [getattr(self, f"{name}_id" if name == "contact" else name) for name in EDITABLE]
        for name in EDITABLE:
            if name in values:
                setattr(self, name, values[name])
        self.what = _words(self.what)
        if self.kind not in dict(rules.KINDS):
            raise Invalid("Choose a kind of date.", "kind")
        if not self.day or not EARLIEST <= self.day <= LATEST:
            raise Invalid("Enter a day such as 8 May 2026.", "day")
        if not 0 <= self.notice_days <= LONGEST_NOTICE:
            raise Invalid(f"Choose a notice of 0 to {LONGEST_NOTICE} days.", "notice_days")
        if self.contact and self.contact.client_id != self.client_id:
            raise Invalid("Choose a contact of this client.", "contact")
        return before != [getattr(self, f"{name}_id" if name == "contact" else name) for name in EDITABLE]

    def _hold(self, removed: bool = False) -> None:
        """Hold the row until the transaction ends, and see what others did meanwhile."""
        now = ImportantDate.objects.select_for_update().get(pk=self.pk)
        for field in self._meta.concrete_fields:
            setattr(self, field.attname, getattr(now, field.attname))
        if self.removed_at and not removed:
            raise Conflict("This date was taken off. Put it back first.")

    def _keep(self, *names: str) -> None:
        self.changed_at = clock.now()
        self.save(update_fields=[*names, "changed_at"])

    def _announce(self, kind: Any, by: Actor) -> None:
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, client=self.client.name,
            what=self.what, day=f"{self.next_on.day} {self.next_on:%B %Y}",
        )  # fmt: skip


def _words(text: str) -> str:
    words = " ".join(tidy_text("what", text, 10 * LONGEST).split())
    if not words:
        raise Invalid("Say what happens on this day.", "what")
    if len(words) > LONGEST:
        raise Invalid(f"Keep it under {LONGEST} characters (this has {len(words)}).", "what")
    return words
