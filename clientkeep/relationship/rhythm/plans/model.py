"""PlanLine: one line of a client's communication plan. Who is to hear from the firm, by what, how often, and from whom."""

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
from clientkeep.workspace.members.models import Member, Workspace

from . import events, rules
from .queries import PlanLineQuerySet

LONGEST = 200
MOST = 50
EDITABLE = ("contact", "channel", "every", "owner", "purpose")
LATEST = dt.timedelta(days=3 * 366)


class PlanLine(models.Model):
    """One line. `every` is an ISO 8601 period ("P2W"); `next_on` is always known, and kept by `keeping.recount`.

    `last_on` is the last contact on record that fits the line, `moved_to` a day that a person chose instead.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="plan_lines")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=8, blank=True, choices=rules.CHANNELS)
    every = models.CharField(max_length=6, help_text="ISO 8601: P2W is every two weeks")
    owner = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    purpose = models.CharField(max_length=LONGEST, blank=True)
    starts_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)
    skipped_on = models.DateField(null=True, blank=True)
    moved_to = models.DateField(null=True, blank=True)
    next_on = models.DateField()
    removed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)

    objects = PlanLineQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["client", "removed_at", "next_on", "id"], name="plan_line_of_client"),
            models.Index(fields=["workspace", "next_on", "id"], condition=models.Q(removed_at=None), name="plan_line_due"),
        ]

    def __str__(self) -> str:
        return f"{self.who}: {self.how}"

    @classmethod
    def add(cls, client: Client, by: Actor, id: uuid.UUID | None = None, **values: Any) -> "PlanLine":
        """Add a line (fields of EDITABLE). Raises Invalid for people of elsewhere, an unknown channel or period.

        The same `id` gives the same line again.
        """
        with transaction.atomic():
            if id and (known := cls.objects.filter(pk=id, client=client).first()):
                return known
            Client.objects.select_for_update().get(pk=client.pk)
            if client.plan_lines.standing().count() >= MOST:
                raise Invalid(f"A plan has at most {MOST} lines. Take one out first.", None)
            today = client.workspace.today()
            line = cls(
                **({"id": id} if id else {}),
                workspace_id=client.workspace_id, client=client, starts_on=today, next_on=today,
            )  # fmt: skip
            line._take(values)
            line.save(force_insert=True)
            line._wind()
            line._announce(events.PlanLineAdded, by)
        return line

    def change(self, by: Actor, **values: Any) -> None:
        """Change fields of EDITABLE. The next contact follows from them; a day chosen by hand stays."""
        with transaction.atomic():
            self._hold()
            if self._take(values):
                self._keep(*EDITABLE)
                self._announce(events.PlanLineChanged, by)

    def move(self, by: Actor, day: dt.date) -> None:
        """Choose another day for the next contact. Raises Invalid for one that has passed or is over three years away."""
        today = self.workspace.today()
        if not today <= day <= today + LATEST:
            raise Invalid("Choose a day from today on, at most three years ahead.", "day")
        with transaction.atomic():
            self._hold()
            # First, so that a contact which is not counted yet does not end the day chosen now.
            self._wind()
            before, self.moved_to = self.next_on, day
            self._keep("moved_to")
            self._announce(events.PlanLineMoved, by, before=before.isoformat())

    def skip(self, by: Actor, because: str) -> None:
        """Leave out the next contact once; the one after it is a period later. Raises Invalid without a reason."""
        because = _words(because, "because")
        if not because:
            raise Invalid("Say why, in a few words.", "because")
        with transaction.atomic():
            self._hold()
            before = self.next_on
            self.skipped_on, self.moved_to = max(before, self.workspace.today()), None
            self._keep("skipped_on", "moved_to")
            self._announce(events.PlanLineSkipped, by, because=because, before=before.isoformat())

    def remove(self, by: Actor) -> None:
        """Take the line out of the plan. Safe to repeat."""
        with transaction.atomic():
            self._hold(removed=True)
            if self.removed_at is None:
                self.removed_at = clock.now()
                self.save(update_fields=["removed_at"])
                self._announce(events.PlanLineRemoved, by)

    def put_back(self, by: Actor) -> None:
        """Put a line that was taken out back into the plan. Safe to repeat."""
        with transaction.atomic():
            self._hold(removed=True)
            if self.removed_at:
                self.removed_at = None
                self._keep("removed_at")
                self._announce(events.PlanLineReturned, by)

    @property
    def who(self) -> str:
        """Who is to hear from the firm, by name."""
        return str(self.contact or self.client.name)

    @property
    def how(self) -> str:
        """By what and how often: "call, every 2 weeks"."""
        return told_how(self.channel, self.every)

    def _take(self, values: dict[str, Any]) -> bool:
        before = [getattr(self, name) for name in EDITABLE]
        for name in EDITABLE:
            if name in values:
                setattr(self, name, values[name])
        self.purpose = _words(self.purpose, "purpose")
        if self.contact and (self.contact.client_id != self.client_id or self.contact.removed_at):
            raise Invalid("Choose a contact of this client.", "contact")
        if self.owner and self.owner.workspace_id != self.workspace_id:
            raise Invalid("Choose a member of this workspace.", "owner")
        if self.channel not in dict(rules.CHANNELS):
            raise Invalid("Choose a call, a meeting, a mail, a message, or any channel.", "channel")
        _check_period(self.every)
        return before != [getattr(self, name) for name in EDITABLE]

    def _hold(self, removed: bool = False) -> None:
        """Hold the row until the transaction ends, and see what others did meanwhile."""
        now = PlanLine.objects.select_for_update().get(pk=self.pk)
        for name in ("contact_id", "owner_id", "channel", "every", "purpose", "last_on", "skipped_on", "moved_to", "next_on", "removed_at"):
            setattr(self, name, getattr(now, name))
        if self.removed_at and not removed:
            raise Conflict("This line was taken out of the plan. Put it back first.")

    def _keep(self, *names: str) -> None:
        self.changed_at = clock.now()
        self.save(update_fields=[*names, "changed_at"])
        self._wind()

    def _wind(self) -> None:
        from .keeping import recount

        recount(self.client, [self])

    def _announce(self, kind: Any, by: Actor, **payload: Any) -> None:
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, client=self.client.name,
            who=self.who, how=self.how, day=self.next_on.isoformat(), **payload,
        )  # fmt: skip


def told_how(channel: str, every: str) -> str:
    """Say a channel and a period in words."""
    return f"{channel}, {rules.in_words(every)}" if channel else rules.in_words(every)


def _words(text: str, field: str) -> str:
    words = " ".join(tidy_text(field, text, 10 * LONGEST).split())
    if len(words) > LONGEST:
        raise Invalid(f"Keep it under {LONGEST} characters (this has {len(words)}).", field)
    return words


def _check_period(every: str) -> None:
    try:
        count, unit = rules.read_period(every)
    except ValueError:
        raise Invalid("Say how often: every so many days, weeks or months.", "every") from None
    if count > rules.MOST[unit]:
        raise Invalid(f"Choose at most {rules.MOST[unit]} {unit}s.", "every")
