"""Contact: a person at a client, with roles, channels and hours."""

from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .model import Client

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
EDITABLE = ("name", "email", "phone", "title", "roles", "channel", "hours", "language", "note")


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
    note = models.TextField(blank=True, max_length=2000)
    removed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = ContactQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["workspace", "email"], name="contact_by_email")]
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.name or self.email

    @classmethod
    def add(cls, client: Client, by: Actor, **values: Any) -> "Contact":
        """Put a person on a client's record; the first one is primary. Raises Invalid for neither name nor e-mail."""
        with transaction.atomic():
            contact = cls(workspace_id=client.workspace_id, client=client)
            contact._take(values)
            if not contact.roles and not client.contacts.current().exists():
                contact.roles = ["primary"]
            contact.save(force_insert=True)
            record(
                events.ContactAdded, workspace_id=client.workspace_id, by=by, client_id=client.pk, about=contact,
                client=client.name, contact=str(contact),
            )  # fmt: skip
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
        return changed

    def remove(self, by: Actor) -> None:
        """Take the person off the record; history keeps the name."""
        with transaction.atomic():
            self.removed_at = clock.now()
            self.save(update_fields=["removed_at"])
            record(
                events.ContactRemoved, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self,
                client=self.client.name, contact=str(self),
            )  # fmt: skip

    def _take(self, values: dict[str, Any]) -> list[str]:
        changed = [name for name in EDITABLE if name in values and getattr(self, name) != values[name]]
        for name in changed:
            setattr(self, name, values[name])
        if not (self.name or self.email):
            raise Invalid("Enter a name or an e-mail address.", "name")
        if unknown := [role for role in self.roles if role not in ROLES]:
            raise Invalid(f"{unknown[0]} is not a role. Choose from {', '.join(ROLES)}.", "roles")
        return changed
