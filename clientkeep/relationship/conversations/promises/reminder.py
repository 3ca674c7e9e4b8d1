"""Reminder: a letter about a promise whose day has passed. It is drafted by itself and sent by a person alone."""

import datetime as dt
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.mail import outbox, placeholders
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .letters import about_ours, about_theirs
from .model import Promise
from .queries import ReminderQuerySet

STATES = States({"draft": ("sent", "dropped"), "sent": (), "dropped": ()})
LONGEST, LONGEST_SUBJECT = 20_000, 200


class Reminder(models.Model):
    """One letter for a promise and a day that passed (`due_on`): theirs reminds them, ours tells them a new day.

    It holds while its promise is open and has that day; a promise kept, moved or dropped leaves it behind.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="reminders")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    new_day = models.DateField(null=True, help_text="Ours: the day that the letter promises instead")
    state = models.CharField(max_length=7, default="draft", choices=[(state, state) for state in STATES.all])
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    text = models.TextField(max_length=LONGEST)
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["promise", "due_on"], name="reminder_once")]
        indexes = [models.Index(fields=["workspace", "state", "due_on"], name="reminder_waiting")]

    def __str__(self) -> str:
        return self.subject

    @classmethod
    def draft(cls, promise: Promise, sender: str = "", new_day: dt.date | None = None) -> "Reminder":
        """Draft the letter for a late promise; the same promise and day give the same letter.

        Raises Conflict where the promise is not open or its day has not passed, Invalid for ours without a new day.
        """
        with transaction.atomic():
            now = Promise.objects.select_for_update(of=("self",)).select_related("client", "workspace").get(pk=promise.pk)
            today = now.workspace.today()
            if now.late_days(today) == 0:
                raise Conflict("This promise is not late: there is nothing to write about.", "state")
            if now.is_ours and (new_day is None or new_day < today):
                raise Invalid("Choose the new day, from today on.", "new_day")
            contact = _addressee(now)
            words = about_ours(now, contact, sender, new_day) if now.is_ours else about_theirs(now, contact, sender)
            values = {
                "workspace_id": now.workspace_id, "client_id": now.client_id, "contact": contact, "subject": words[0], "text": words[1],
                "new_day": new_day if now.is_ours else None,
            }  # fmt: skip
            return cls.objects.get_or_create(promise=now, due_on=now.due_on, defaults=values)[0]

    def write(self, *, subject: str, text: str, contact: Contact | None) -> None:
        """Change the words of a draft, or who gets it. Raises Invalid for no words, Conflict once it was sent or dropped."""
        subject, text = self._checked(subject, text, contact)
        with transaction.atomic():
            self._hold("sent")
            self._set(subject=subject, text=text, contact=contact)

    def send(self, by: Actor, *, subject: str, text: str, contact: Contact) -> None:
        """Send it with these words. Raises Conflict where the promise was kept, moved or dropped meanwhile.

        Ours gets its new day with it.
        """
        subject, text = self._checked(subject, text, contact)
        if not contact.email:
            raise Invalid("Choose somebody with an e-mail address.", "contact")
        with transaction.atomic():
            promise = Promise.objects.select_for_update(of=("self",)).select_related("client", "workspace").get(pk=self.promise_id)
            self._hold("sent")
            if promise.state != "open" or promise.due_on != self.due_on:
                raise Conflict("The promise changed meanwhile. Nothing is to be sent.", "state")
            outbox.write(
                self.workspace, f"reminder:{self.pk}", "promise", contact.email, str(contact), subject, placeholders.kept_literal(text),
                about=self, client_id=self.client_id, by_person=True,
            )  # fmt: skip
            self._set(state="sent", sent_at=clock.now(), subject=subject, text=text, contact=contact)
            record(
                events.PromiseReminded, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=promise,
                client=self.client.name, side=promise.side, who=str(contact), text=promise.what,
            )  # fmt: skip
            if self.new_day and self.new_day != promise.due_on:
                promise.move(by, self.new_day, "They were told")

    def drop(self) -> None:
        """Put the draft away; it does not come again for this day."""
        with transaction.atomic():
            self._hold("dropped")
            self._set(state="dropped")

    def _checked(self, subject: str, text: str, contact: Contact | None) -> tuple[str, str]:
        subject = " ".join(tidy_text("subject", subject, LONGEST_SUBJECT).split())
        text = tidy_text("text", text.replace("\r\n", "\n"), LONGEST)
        if not subject or not text:
            raise Invalid("Write what you want to say.", "text" if subject else "subject")
        if contact and (contact.client_id != self.client_id or contact.removed_at):
            raise Invalid("Choose a contact of this client.", "contact")
        return subject, text

    def _hold(self, state: str) -> None:
        now = Reminder.objects.select_for_update().get(pk=self.pk)
        STATES.check(now.state, state, "This letter")

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))


def _addressee(promise: Promise) -> Contact | None:
    """Who promised, else the first person who can be written to."""
    people = [person for person in promise.client.people if person.email]
    named = [person for person in people if person.pk == promise.contact_id]
    primary = [person for person in people if "primary" in person.roles]
    return next(iter([*named, *primary, *people]), None)
