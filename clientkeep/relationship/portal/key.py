"""PortalKey: what opens the portal, for one contact or one document. Stored hashed, revocable, ending by itself."""

import datetime as dt
import secrets
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.secrets import hash_token, matches, new_token
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.models import Workspace

LIFE = {
    "document": dt.timedelta(days=180),
    "portal": dt.timedelta(days=180),
    "sign_in": dt.timedelta(minutes=30),
    "code": dt.timedelta(minutes=15),
}
CODE_TRIES = 5


class PortalKeyQuerySet(models.QuerySet):
    def alive(self, now: Any = None) -> "PortalKeyQuerySet":
        """Keys that still open: neither ended nor revoked, of a contact that is still on record."""
        return self.filter(revoked_at=None, expires_at__gt=now or clock.now()).filter(
            Q(contact=None) | Q(contact__removed_at=None)
        )


class PortalKey(models.Model):
    """A key of one kind for one workspace and client.

    With a contact it opens that client's portal as that person; without one it opens its document alone.
    A `sign_in` key or a `code` is spent once and leaves a `portal` key behind.
    """

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="portal_keys")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, related_name="portal_keys")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, null=True, related_name="+")
    purpose = models.CharField(max_length=10, choices=[(purpose, purpose) for purpose in LIFE])
    token_hash = models.CharField(max_length=64, unique=True)
    tries = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = PortalKeyQuerySet.as_manager()

    @classmethod
    def make(
        cls, client: Client, purpose: str, contact: Contact | None = None, document: Document | None = None
    ) -> tuple["PortalKey", str]:
        """Make a key; returns the row and the secret, which is never readable again. Older keys stay valid."""
        secret = new_token()
        return cls._keep(client, purpose, contact, document, hash_token(secret)), secret

    @classmethod
    def make_code(cls, contact: Contact) -> tuple["PortalKey", str]:
        """Make a code of six digits for a contact; earlier codes end."""
        cls.objects.filter(contact=contact, purpose="code", used_at=None).delete()
        code = f"{secrets.randbelow(10**6):06}"
        key = cls._keep(contact.client, "code", contact, None, hash_token(new_token()))
        key.token_hash = hash_token(f"{key.pk}:{code}")
        key.save(update_fields=["token_hash"])
        return key, code

    @classmethod
    def opened_by(cls, secret: str, purposes: tuple[str, ...]) -> "PortalKey | None":
        """Return the living key of one of these purposes that has this secret."""
        rows = cls.objects.alive().filter(token_hash=hash_token(secret), purpose__in=purposes, used_at=None)
        return rows.select_related("workspace", "client__workspace", "contact", "document").first()

    def spend(self) -> "PortalKey | None":
        """Spend a one-time key for a lasting one; None where somebody was quicker."""
        with transaction.atomic():
            spent = PortalKey.objects.alive().filter(pk=self.pk, used_at=None).update(used_at=clock.now())
            return PortalKey.make(self.client, "portal", contact=self.contact)[0] if spent else None

    def try_code(self, code: str) -> "PortalKey | None":
        """Spend a code that is right; a wrong one counts, and the fifth ends it."""
        PortalKey.objects.filter(pk=self.pk).update(tries=models.F("tries") + 1)
        self.refresh_from_db()
        if self.tries > CODE_TRIES or not matches(f"{self.pk}:{code}", self.token_hash):
            return None
        return self.spend()

    def revoke(self) -> None:
        """End the key at once, for open pages too."""
        PortalKey.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=clock.now())

    @classmethod
    def _keep(cls, client: Client, purpose: str, contact: Any, document: Any, token_hash: str) -> "PortalKey":
        return cls.objects.create(
            workspace_id=client.workspace_id,
            client=client,
            contact=contact,
            document=document,
            purpose=purpose,
            token_hash=token_hash,
            expires_at=clock.now() + LIFE[purpose],
        )
