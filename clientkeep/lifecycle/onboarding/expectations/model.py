"""ExpectationsLetter: how the firm works with a client, in words that the client acknowledges by an act."""

import uuid
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.relationship.conversations.response.promise import checked
from clientkeep.relationship.conversations.response.rules import UNITS, Pledge
from clientkeep.relationship.rhythm.plans import rules as plans
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .queries import ExpectationsQuerySet
from .rules import digest_of

STATES = States({"draft": ("sent", "discarded"), "sent": ("acknowledged", "replaced"), "acknowledged": ("replaced",), "replaced": (), "discarded": ()})
LONGEST, LONGEST_SUBJECT = 20_000, 200
CHANNELS = [(slug, label) for slug, label in plans.CHANNELS if slug]


class ExpectationsLetter(models.Model):
    """From its sending on nothing of it changes but what became of it (the database says so); `digest` is of its text.

    `amount` and `unit` are the response promise, `channel` and `every` (ISO 8601) the line of the communication plan that it
    sets once it is acknowledged; an empty `every` sets no line.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="expectations_letters")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, default="draft", choices=[(state, state) for state in STATES.all])
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    text = models.TextField(max_length=LONGEST)
    amount = models.PositiveIntegerField(default=1)
    unit = models.CharField(max_length=5, choices=list(UNITS.items()), default="days")
    channel = models.CharField(max_length=8, choices=CHANNELS, default="call")
    every = models.CharField(max_length=6, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    written_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=200, blank=True)

    objects = ExpectationsQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["client", "-created_at"], name="expectations_of_client"),
            models.Index(fields=["workspace", "state", "sent_at"], name="expectations_waiting"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def pledge(self) -> Pledge:
        return Pledge(self.amount, self.unit)

    @property
    def is_intact(self) -> bool:
        """Whether the text is the one whose digest was kept at its sending."""
        return digest_of(self.text) == self.digest

    @classmethod
    def begin(cls, client: Client, by: Actor, id: uuid.UUID | None = None, **values: Any) -> "ExpectationsLetter":
        """Keep a draft (subject, text, contact, amount, unit, channel, every). The same `id` gives the same draft again."""
        with transaction.atomic():
            if id and (known := cls.objects.filter(pk=id, client=client).first()):
                return known
            letter = cls(**({"id": id} if id else {}), workspace_id=client.workspace_id, client=client, written_by=by.name[:200])
            letter._take(values)
            letter.save(force_insert=True)
        return letter

    def write(self, **values: Any) -> None:
        """Change a draft. Raises Invalid with the field, Conflict once it was sent."""
        with transaction.atomic():
            self._hold("draft", "was sent meanwhile. Write a new one.")
            self._take(values)
            self.save()

    def discard(self) -> None:
        """Put a draft away."""
        with transaction.atomic():
            self._hold("draft", "was sent meanwhile.")
            self._set(state="discarded")

    def leaves(self, by: Actor) -> None:
        """Note inside a transaction that it leaves: digest, moment, and the letters that it takes the place of."""
        self._hold("draft", "was sent already.")
        for old in ExpectationsLetter.objects.select_for_update().filter(client=self.client_id, state__in=("sent", "acknowledged")):
            old._set(state="replaced")
            old._announce(events.ExpectationsReplaced, by)
        self._set(state="sent", sent_at=clock.now(), digest=digest_of(self.text))
        self._announce(events.ExpectationsSent, by, to=str(self.contact)[:300])

    def acknowledge(self, by: Actor, digest: str) -> None:
        """The client says: I have read this. `digest` is of the text that they saw; said twice, it says nothing new.

        The response promise and the communication plan follow it. Raises Conflict where it is not open, or for another text.
        """
        from .taking_effect import take_effect

        with transaction.atomic():
            self._locked()
            if digest != self.digest or not self.is_intact:
                raise Conflict("This is not the newest text. Read it again, and acknowledge what it says now.", "digest")
            if self.state == "acknowledged":
                return
            STATES.check(self.state, "acknowledged", "This letter")
            self._set(state="acknowledged", acknowledged_at=clock.now(), acknowledged_by=by.name[:200])
            self._announce(events.ExpectationsAcknowledged, by)
            take_effect(self, by)

    def _take(self, values: dict[str, Any]) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self.subject = " ".join(tidy_text("subject", self.subject, LONGEST_SUBJECT).split())
        self.text = tidy_text("text", self.text.replace("\r\n", "\n"), LONGEST)
        if not self.subject:
            raise Invalid("Write a subject.", "subject")
        if not self.text:
            raise Invalid("Write what to expect.", "text")
        if self.contact and self.contact.client_id != self.client_id:
            raise Invalid("Choose a contact of this client.", "contact")
        pledge = checked(Pledge(self.amount, self.unit))
        self.amount, self.unit = pledge.amount, pledge.unit
        if self.channel not in dict(CHANNELS):
            raise Invalid("Choose how you stay in touch.", "channel")
        try:
            plans.read_period(self.every) if self.every else None
        except ValueError:
            raise Invalid("Write a period such as P2W for every two weeks.", "every") from None

    def _locked(self) -> None:
        Client.objects.select_for_update(of=("self",)).get(pk=self.client_id)
        now = ExpectationsLetter.objects.select_for_update().get(pk=self.pk)
        for field in self._meta.concrete_fields:
            setattr(self, field.attname, getattr(now, field.attname))

    def _hold(self, state: str, otherwise: str) -> None:
        self._locked()
        if self.state != state:
            raise Conflict(f"This letter {otherwise}", "state")

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))

    def _announce(self, kind: Any, by: Actor, **payload: Any) -> None:
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, client=self.client.name,
            subject=self.subject, digest=self.digest, **payload,
        )  # fmt: skip
