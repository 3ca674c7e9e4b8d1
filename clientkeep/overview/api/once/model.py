"""StoredAnswer: what was answered under an Idempotency-Key, committed together with its effect."""

import datetime as dt

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.members.models import Member, Workspace

KEPT = dt.timedelta(hours=24)


class StoredAnswer(models.Model):
    """One answer. The key is the caller's; it is unique among all tokens of one member for 24 hours."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    request_hash = models.CharField(max_length=64, help_text="SHA-256 of method, address and body")
    status = models.PositiveSmallIntegerField()
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "key"], name="answer_once_per_key")]

    @property
    def is_over(self) -> bool:
        """Kept long enough: the key may be used for something new."""
        return self.created_at < clock.now() - KEPT
