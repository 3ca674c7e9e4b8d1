"""Contact: a person at a client, with roles, channels and hours."""

import uuid
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Lower

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .model import Client
from .stakeholders import LEVELS, Quadrant, quadrant_of
from .tidying import tidy_email, tidy_text

ROLES = ["primary", "decision_maker", "billing", "approver", "viewer"]
ROLE_LABELS = {
    "primary": "Primary",
    "decision_maker": "Decision-maker",
    "billing": "Billing",
    "approver": "Approver",
    "viewer": "Viewer",
}
CHANNELS = [
    ("", "No preference"),
    ("email", "E-mail"),
    ("phone", "Phone"),
    ("text", "Text message"),
    ("video", "Video call"),
]
MOST = 100
LENGTHS = {"name": 200, "email": 254, "phone": 60, "title": 120, "hours": 100, "language": 10, "note": 2000}
EDITABLE = ("name", "email", "phone", "title", "roles", "channel", "hours", "language", "note", "no_mailings", "power", "interest")


class ContactQuerySet(models.QuerySet):
    def current(self) -> "ContactQuerySet":
        return self.filter(removed_at=None)

    def for_billing(self) -> "ContactQuerySet":
        """Who gets the bill: billing contacts, else the primary ones, else anybody with an address."""
        people = [person for person in self.current() if person.email]
        for role in ("billing", "primary"):
            chosen = [person for person in people if role in person.roles]
            if chosen:
                return chosen
        return people[:1]


class Contact(models.Model):
    """One person at a client."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=120, blank=True)
    roles = models.JSONField(default=list, blank=True)
    channel = models.CharField(max_length=10, blank=True, choices=CHANNELS)
    hours = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=10, blank=True)
    power = models.CharField(max_length=4, blank=True, default="", choices=LEVELS)
    interest = models.CharField(max_length=4, blank=True, default="", choices=LEVELS)
    no_mailings = models.BooleanField(default=False, help_text="Asked for no letters that go to many")
    note = models.TextField(blank=True, max_length=2000)
    removed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = ContactQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "email"], name="contact_by_email"),
            models.Index(Lower("email"), "workspace", name="contact_by_any_case"),
        ]
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def role_words(self) -> str:
        """The roles as a page says them: "Primary, billing"."""
        return ", ".join(ROLE_LABELS.get(role, role) for role in self.roles).capitalize()

    @property
    def quadrant(self) -> Quadrant | None:
        """Where the person stands on the grid of power and interest, or None while that is not known."""
        return quadrant_of(self.power, self.interest)

    @property
    def phone_link(self) -> str:
        """The phone number as a tel: address takes it."""
        return "".join(char for char in self.phone if char.isascii() and (char.isdigit() or char == "+"))

    @property
    def reached(self) -> str:
        """How and when the person is best reached, in words."""
        channel = dict(CHANNELS)[self.channel] if self.channel else ""
        return ", ".join(word for word in (channel, self.hours) if word)

    @classmethod
    def add(cls, client: Client, by: Actor, id: uuid.UUID | None = None, **values: Any) -> "Contact":
        """Put a person on a client's record; the first one is primary.

        Raises Invalid for neither name nor e-mail, and past 100 people. The same `id` gives the same contact again.
        """
        with transaction.atomic():
            if id and (known := cls.objects.filter(pk=id, client=client).first()):
                return known
            people = list(client.contacts.current()[:MOST])
            if len(people) >= MOST:
                raise Invalid(f"A client has at most {MOST} people. Remove one first.", "name")
            contact = cls(workspace_id=client.workspace_id, client=client, **({"id": id} if id else {}))
            contact._take(values)
            if not contact.roles and not people:
                contact.roles = ["primary"]
            contact.save(force_insert=True)
            record(
                events.ContactAdded, workspace_id=client.workspace_id, by=by, client_id=client.pk, about=contact,
                client=client.name, contact=str(contact),
            )  # fmt: skip
            client.reword([*people, contact])
        return contact

    def change(self, by: Actor, **values: Any) -> list[str]:
        """Change fields of EDITABLE; returns the names of those that changed."""
        with transaction.atomic():
            changed = self._take(values)
            if changed:
                self.save()
                record(
                    events.ContactChanged, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self,
                    client=self.client.name, contact=str(self), fields=", ".join(changed),
                )  # fmt: skip
                self.client.reword()
        return changed

    def remove(self, by: Actor) -> None:
        """Take the person off the record; history keeps the name."""
        self._put(clock.now(), events.ContactRemoved, by)

    def restore(self, by: Actor) -> None:
        """Bring a removed person back onto the record."""
        self._put(None, events.ContactRestored, by)

    def _put(self, at: Any, kind: Any, by: Actor) -> None:
        with transaction.atomic():
            self.removed_at = at
            self.save(update_fields=["removed_at"])
            record(
                kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self,
                client=self.client.name, contact=str(self),
            )  # fmt: skip
            self.client.reword()

    def _take(self, values: dict[str, Any]) -> list[str]:
        given = {name: values[name] for name in EDITABLE if name in values}
        given |= {name: tidy_text(name, given[name], most) for name, most in LENGTHS.items() if name in given}
        if "email" in given:
            given["email"] = tidy_email(given["email"])
        changed = [name for name, value in given.items() if getattr(self, name) != value]
        for name in changed:
            setattr(self, name, given[name])
        if not (self.name or self.email):
            raise Invalid("Enter a name or an e-mail address.", "name")
        if unknown := [role for role in self.roles if role not in ROLES]:
            raise Invalid(f"{unknown[0]} is not a role. Choose from {', '.join(ROLES)}.", "roles")
        for level in ("power", "interest"):
            if getattr(self, level) not in dict(LEVELS):
                raise Invalid("Choose high or low, or leave it open.", level)
        return changed
