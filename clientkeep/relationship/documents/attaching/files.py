"""Files that go with a document: kept with its id, shown with it in the portal, mailed along."""

from typing import Any

from django.db.models import Exists, OuterRef

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.workspace.files import intake
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.mail.outbox import check_attachments
from clientkeep.workspace.members.acting import Actor

MOST_FILES = 20


def attached_to(document: Any) -> list[StoredFile]:
    """The newest version of each file that goes with a document, in the order in which they were added."""
    newer = StoredFile.objects.filter(replaces=OuterRef("pk"), removed_at=None)
    kept = StoredFile.objects.filter(
        workspace_id=document.workspace_id, about_id=document.pk, purpose="file", removed_at=None
    )
    return list(kept.exclude(Exists(newer)).order_by("created_at"))


def attach(document: Any, upload: Any, by: Actor) -> StoredFile:
    """Add a file. Raises Invalid with the field `file`, Conflict for a void document."""
    if document.state == "void":
        raise Conflict(f"{document} is void.", "state")
    present = attached_to(document)
    if len(present) >= MOST_FILES:
        raise Invalid(f"A document takes {MOST_FILES} files at most.", "file")
    stored = intake.keep(
        document.workspace, upload, upload.name, by, client_id=document.client_id, about=document, shown_to_client=True
    )
    check_attachments(document.workspace, [*present, stored])
    return stored
