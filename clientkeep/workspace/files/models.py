"""Stored files: bytes on disk named by row id, a row with hash and size, and who may see them."""

import uuid

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events
from .queries import HELD, StoredFileQuerySet


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
    added_by_id = models.UUIDField(null=True, help_text="The member or contact who added it")
    created_at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = StoredFileQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def remove(self, by: Actor) -> None:
        """Take the file out of every list. Its bytes stay for 24 hours, in which it can be brought back.

        Raises Conflict for what the product itself keeps, such as the PDF of a document.
        """
        if self.purpose != "file":
            raise Conflict("This file belongs to a document and stays with it.", "file")
        if StoredFile.objects.filter(pk=self.pk, removed_at=None).update(removed_at=clock.now()):
            self._announce(events.FileRemoved, by)
        self.refresh_from_db()

    @transaction.atomic
    def give_to(self, client_id: uuid.UUID, by: Actor) -> None:
        """What was held for somebody unknown is a file of this client. Nothing happens where it was given away already."""
        if StoredFile.objects.filter(pk=self.pk, purpose=HELD).update(purpose="file", client_id=client_id):
            self.refresh_from_db()
            self._announce(events.FileAdded, by, version=self.version)

    @transaction.atomic
    def restore(self, by: Actor) -> None:
        """Undo a removal. Raises Conflict once the bytes are gone."""
        from .storage import path_of

        if not path_of(self).exists():
            raise Conflict(f"{self.name} was removed more than a day ago and is gone.", "file")
        if StoredFile.objects.filter(pk=self.pk).exclude(removed_at=None).update(removed_at=None):
            self._announce(events.FileRestored, by)
        self.refresh_from_db()

    @transaction.atomic
    def share(self, by: Actor, shown: bool = True) -> None:
        """Let the client see the file in the portal, or no longer."""
        if StoredFile.objects.filter(pk=self.pk, shown_to_client=not shown).update(shown_to_client=shown):
            self._announce(events.FileShown if shown else events.FileHidden, by)
        self.shown_to_client = shown

    def _announce(self, kind, by: Actor, **payload) -> None:
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, file=self.name, **payload
        )
