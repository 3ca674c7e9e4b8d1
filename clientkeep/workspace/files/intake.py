"""Taking files in: size, name and kind are checked, place data is taken out, bytes first, then the row."""

from typing import Any

from django.conf import settings
from django.db import models, transaction

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.ids import new_id
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events, storage
from .kinds import check_promise, content_type_of
from .logo import as_logo
from .models import StoredFile
from .naming import clean_name
from .photos import without_place
from .queries import HELD


def keep(
    workspace: Workspace,
    upload: Any,
    name: str,
    by: Actor,
    client_id: Any = None,
    about: models.Model | None = None,
    purpose: str = "file",
    shown_to_client: bool = False,
    replaces: StoredFile | None = None,
) -> StoredFile:
    """Store bytes or an uploaded file and return its row; nothing is ever unpacked.

    A file of the same name on the same thing becomes its next version. Raises Invalid with the field
    `file` or `name`: too large, empty, a name that tricks, an ending that lies.
    """
    content = _content_of(upload)
    name = clean_name(name)
    content_type = content_type_of(content, name)
    if purpose in ("file", "attachment", HELD):
        check_promise(name, content_type)
        content = without_place(content, content_type)
    row = StoredFile(
        workspace=workspace,
        client_id=client_id,
        about_type=about._meta.model_name if about else "",
        about_id=about.pk if about else None,
        purpose=purpose,
        name=name,
        content_type=content_type,
        shown_to_client=shown_to_client,
        added_by=by.name[:200],
        added_by_id=by.id,
    )
    return _stored(row, content, by, replaces)


def keep_logo(workspace: Workspace, upload: Any, by: Actor) -> StoredFile:
    """Store a firm's logo, drawn anew as PNG without anything but its pixels.

    Raises Invalid for SVG, for other kinds, and for pictures with too many pixels.
    """
    row = StoredFile(
        workspace=workspace, purpose="logo", name="logo.png", content_type="image/png", added_by=by.name[:200],
        added_by_id=by.id,
    )  # fmt: skip
    return _stored(row, as_logo(_content_of(upload)), by, None)


def _stored(row: StoredFile, content: bytes, by: Actor, replaces: StoredFile | None) -> StoredFile:
    row.pk = new_id()
    # Bytes first: a rollback leaves bytes without a row, which the sweep removes; never a row without bytes.
    row.size, row.sha256 = storage.write(row.pk, content)
    with transaction.atomic():
        earlier = replaces or _earlier_version(row)
        if earlier is not None:
            row.replaces, row.version = earlier, earlier.version + 1
        row.save(force_insert=True)
        if row.purpose == "file":
            row._announce(events.FileAdded, by, version=row.version)
    return row


def _earlier_version(row: StoredFile) -> StoredFile | None:
    """The newest version of the same name on the same thing. Things without an owner have no versions."""
    if row.client_id is None and row.about_id is None:
        return None
    same = StoredFile.objects.select_for_update().filter(
        workspace=row.workspace, client_id=row.client_id, about_id=row.about_id, purpose=row.purpose, name=row.name,
        removed_at=None,
    )  # fmt: skip
    return same.order_by("-version").first()


def _content_of(upload: Any) -> bytes:
    size = len(upload) if isinstance(upload, bytes) else upload.size
    if size > settings.UPLOAD_LIMIT:
        most = settings.UPLOAD_LIMIT // (1024 * 1024)
        raise Invalid(f"The file is larger than {most} MB. Choose a smaller one.", "file", "too_large")
    content = upload if isinstance(upload, bytes) else b"".join(upload.chunks())
    if not content:
        raise Invalid("The file is empty. Choose another one.", "file")
    return content
