"""Stored files: bytes on disk named by row id, a row with hash and size, and who may see them."""

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.members.models import Workspace


class StoredFile(models.Model):
    """One version of one file. `client_id` and `about_id` are plain ids: files stand below what they belong to."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="files")
    client_id = models.UUIDField(null=True, db_index=True)
    about_type = models.CharField(max_length=30, blank=True)
    about_id = models.UUIDField(null=True, db_index=True)
    purpose = models.CharField(max_length=20, default="file", help_text="file, logo, pdf, attachment, import, export")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    shown_to_client = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    added_by = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
