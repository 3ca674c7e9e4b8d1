"""Credential: access to something of the client's, asked for, handed over, looked at with a reason, and given back."""

import datetime as dt
import uuid
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.sealing import seal, unseal
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Acting, Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .queries import CredentialQuerySet
from .rules import KINDS, LABELS, MEANINGS, STATES, Content, is_over
from .showing import LONGEST as LONGEST_REASON
from .showing import CredentialShowing

LONGEST_LABEL, LONGEST_NOTE = 200, 2_000


class Credential(models.Model):
    """One access. `sealed` is the only place where its content lies: encrypted, with a key that is not in the database.

    `due_on` is the day by which it is needed; after `expires_on`, its last day, it is destroyed.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="credentials")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=LONGEST_LABEL)
    kind = models.CharField(max_length=10, choices=KINDS, default="login")
    note = models.TextField(max_length=LONGEST_NOTE, blank=True, help_text="What the client is told about it")
    state = models.CharField(max_length=10, default="asked", choices=[(state, LABELS[state]) for state in STATES.all])
    due_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    times_asked = models.PositiveIntegerField(default=1)
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=clock.now)
    sealed = models.TextField(blank=True)
    entered_by = models.CharField(max_length=200, blank=True)
    entered_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=LONGEST_REASON, blank=True)

    objects = CredentialQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="held") & ~models.Q(sealed="") | ~models.Q(state="held") & models.Q(sealed=""),
                name="credential_sealed_while_held",
            )
        ]
        indexes = [
            models.Index(fields=["client", "-asked_at"], name="credential_of_client"),
            models.Index(fields=["workspace", "state", "expires_on"], name="credential_ending"),
        ]

    def __str__(self) -> str:
        return self.label

    @classmethod
    def ask(
        cls, client: Client, by: Actor, *, contact: Contact, label: str, kind: str = "login", note: str = "",
        due_on: dt.date | None = None, expires_on: dt.date | None = None, id: uuid.UUID | None = None,
    ) -> "Credential":
        """Put a request on record. The same `id` gives the same request again.

        Raises Invalid with the field `label`, `kind`, `note`, `contact`, `due_on` or `expires_on`.
        """
        label = " ".join(tidy_text("label", label, LONGEST_LABEL).split())
        if not label:
            raise Invalid("Say what you need access to.", "label")
        if kind not in dict(KINDS):
            raise Invalid("Choose a kind from the list.", "kind")
        if contact.client_id != client.pk or contact.removed_at or not contact.email:
            raise Invalid("Choose a contact of this client who has an e-mail address.", "contact")
        today = client.workspace.today()
        for field, day in (("due_on", due_on), ("expires_on", expires_on)):
            if is_over(day, today):
                raise Invalid("Choose today or a later day.", field)
        if due_on and is_over(expires_on, due_on):
            raise Invalid("It would be destroyed before it is needed. Choose a later day.", "expires_on")
        with transaction.atomic():
            Client.objects.select_for_update().get(pk=client.pk)
            if id and (known := cls.objects.filter(pk=id, client=client).first()):
                return known
            found = cls.objects.create(
                **({"id": id} if id else {}), workspace_id=client.workspace_id, client=client, contact=contact, label=label, kind=kind,
                note=tidy_text("note", note, LONGEST_NOTE), due_on=due_on, expires_on=expires_on, asked_by=by.name[:200],
            )  # fmt: skip
            found._tell(events.CredentialAsked, by, contact=str(contact))
        return found

    @property
    def state_label(self) -> str:
        return LABELS[self.state]

    @property
    def state_meaning(self) -> str:
        return MEANINGS.get(self.state, "quiet")

    @property
    def is_open(self) -> bool:
        """Whether the client can enter it, for the first time or anew."""
        return self.state in ("asked", "held")

    def ask_again(self, by: Actor, note: str = "") -> None:
        """Ask for it anew, since it does not work: what was kept is destroyed. Raises Conflict where it is not held."""
        with transaction.atomic():
            self._hold("asked")
            self._set(
                state="asked", sealed="", times_asked=self.times_asked + 1, asked_by=by.name[:200], asked_at=clock.now(),
                note=tidy_text("note", note, LONGEST_NOTE) or self.note, entered_by="", entered_at=None,
            )  # fmt: skip
            self._tell(events.CredentialAsked, by, contact=str(self.contact))

    def enter(self, by: Actor, content: Content) -> None:
        """The client hands it over; over one that is held, it takes its place."""
        with transaction.atomic():
            self._hold("held")
            if is_over(self.expires_on, self.workspace.today()):
                raise Conflict("The day up to which this was needed is past. Ask what is still needed.", "state")
            self._set(state="held", sealed=seal(content.packed()), entered_by=by.name[:200], entered_at=clock.now())
            self._tell(events.CredentialEntered, by)

    def show(self, acting: Acting, because: str) -> Content:
        """Note who looks and why, and return the content, in one transaction: nothing is shown that is not logged.

        Raises Invalid without a reason, Conflict where it is not held, or can not be unsealed.
        """
        acting.require("credentials.show")
        reason = _reason(because, "Say why you need to see it. The client can read this.")
        with transaction.atomic():
            self._refresh()
            if self.state != "held" or is_over(self.expires_on, self.workspace.today()):
                raise Conflict(f"There is nothing to show: it is {LABELS[self.state].lower() if self.state != 'held' else 'expired'}.", "state")
            content = Content.unpacked(unseal(self.sealed))
            CredentialShowing.objects.create(
                workspace_id=self.workspace_id, credential=self, member=acting.member, name=acting.actor.name[:200], because=reason,
                via=acting.via,
            )  # fmt: skip
            self._tell(events.CredentialShown, acting.actor, because=reason)
        return content

    def end(self, how: str, by: Actor, because: str) -> None:
        """Return, destroy, let expire or withdraw it: what was kept is deleted, the log stays.

        `how` is returned, destroyed, expired or withdrawn. Raises Invalid without a reason, Conflict where it ended before.
        """
        if how not in ("returned", "destroyed", "expired", "withdrawn"):
            raise Invalid("Choose whether it is returned or destroyed.", "how")
        reason = _reason(because, "Say why.")
        with transaction.atomic():
            self._hold(how)
            self._set(state=how, sealed="", ended_by=by.name[:200], ended_at=clock.now(), ended_because=reason)
            self._tell(events.CredentialEnded, by, how=_DONE[how], because=reason)

    def _refresh(self) -> None:
        now = Credential.objects.select_for_update().get(pk=self.pk)
        for field in self._meta.concrete_fields:
            setattr(self, field.attname, getattr(now, field.attname))

    def _hold(self, state: str) -> None:
        """Lock the row, and see whether it may become this."""
        self._refresh()
        if not STATES.allows(self.state, state):
            raise Conflict(f"“{self.label}” is {LABELS[self.state].lower()}.", "state")

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))

    def _tell(self, kind: Any, by: Actor, **more: str) -> None:
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, client=self.client.name,
            label=self.label, **more,
        )  # fmt: skip


_DONE = {"returned": "was returned", "destroyed": "was destroyed", "expired": "expired and was destroyed", "withdrawn": "is not needed any more"}


def _reason(because: str, ask: str) -> str:
    reason = " ".join(tidy_text("because", because, LONGEST_REASON).split())
    if len(reason) < 3:
        raise Invalid(ask, "because")
    return reason
