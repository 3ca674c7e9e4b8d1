"""AnswerKey: what a letter's link is about. Its secret is a portal key's, so that it ends where the contact's access ends."""

import uuid
from typing import Any

from django.db import models, transaction

from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.portal.key import PortalKey

KINDS = ("survey", "ask")


class AnswerKey(models.Model):
    """A portal key of one contact that leads to one survey or ask, named by kind and id."""

    id = Identity()
    key = models.OneToOneField(PortalKey, on_delete=models.CASCADE, related_name="answer_key")
    about_type = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    about_id = models.UUIDField(db_index=True)

    @classmethod
    def make(cls, contact: Contact, about_type: str, about_id: uuid.UUID) -> str:
        """Make a key; returns the path of its link, whose secret is never readable again."""
        with transaction.atomic():
            key, secret = PortalKey.make(contact.client, "portal", contact)
            cls.objects.create(key=key, about_type=about_type, about_id=about_id)
        return f"/p/answer/{secret}/"

    @classmethod
    def opened_by(cls, secret: str) -> "AnswerKey | None":
        """Return the key of this secret, where it still opens."""
        key = PortalKey.opened_by(secret, ("portal",))
        if key is None or key.contact is None or key.client.archived_at:
            return None
        found: Any = cls.objects.filter(key=key).first()
        if found:
            found.key = key
        return found
