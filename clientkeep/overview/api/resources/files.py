"""Files kept for clients and with documents."""

import uuid
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from ninja import File, Form, Query
from ninja.files import UploadedFile

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.documents.attaching.files import attach
from clientkeep.workspace.files.intake import keep
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.files.serving import send_file
from clientkeep.workspace.members.acting import Acting

from ..answers import answer, moment
from ..door import Room
from ..fields import Flag, Given, Told
from ..paging import Page, page_answer, read_cursor
from .reach import client_named, document_named

room = Room()


class UploadGiven(Given):
    """What the file is kept for: a client, or a document that it goes with."""

    client_id: uuid.UUID | None = None
    document_id: uuid.UUID | None = None
    shown_to_client: bool = False


class FileShareGiven(Given):
    shown_to_client: Flag


class FilesAsked(Page):
    """Filters of the list of files."""

    client_id: uuid.UUID | None = None
    document_id: uuid.UUID | None = None
    purpose: Literal["", "file", "pdf", "logo"] = ""


class FileOut(Told):
    """One version of a file."""

    id: uuid.UUID
    name: str
    content_type: str
    size: int
    sha256: str
    purpose: str
    version: int
    replaces_id: uuid.UUID | None
    client_id: uuid.UUID | None
    about: dict[str, str] | None
    shown_to_client: bool
    added_by: str
    created_at: str


class FilesOut(Told):
    items: list[FileOut]
    next: str | None


@room.reads("", "clients.see", FilesOut)
def list_files(request: HttpRequest, asked: Query[FilesAsked]) -> HttpResponse:
    """List files, newest first, every version by itself."""
    found = _visible(request.acting)
    exact = {"client_id": asked.client_id, "about_id": asked.document_id, "purpose": asked.purpose}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    after = read_cursor(asked.cursor, uuid.UUID)
    if after:
        found = found.filter(pk__lt=after[0])
    rows = list(found.order_by("-pk")[: asked.limit + 1])
    return page_answer(rows, asked.limit, lambda row: [str(row.pk)], tell_file)


@room.writes("", "clients.edit", FileOut, 201)
def upload_file(request: HttpRequest, given: Form[UploadGiven], file: File[UploadedFile]) -> HttpResponse:
    """Keep a file for a client or with a document (multipart/form-data).

    One of the same name becomes its next version. What goes with a document is shown and mailed with it.
    """
    acting = request.acting
    if (given.client_id is None) == (given.document_id is None):
        raise Invalid("Give either client_id or document_id.", "client_id")
    if given.document_id:
        acting.require("documents.draft")
        stored = attach(document_named(acting, given.document_id, "document_id"), file, acting.actor)
    else:
        client = client_named(acting, given.client_id)
        stored = keep(
            acting.workspace, file, file.name or "", acting.actor, client_id=client.pk, shown_to_client=given.shown_to_client
        )
    return answer(tell_file(stored), 201)


@room.reads("/{uuid:file_id}", "clients.see", FileOut)
def get_file(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """What is known of a file."""
    return answer(tell_file(_file(request.acting, file_id)))


@room.reads("/{uuid:file_id}/content", "clients.see", None, extra={"x-answer-type": "application/octet-stream"})
def download_file(request: HttpRequest, file_id: uuid.UUID) -> HttpResponseBase:
    """The file itself."""
    return send_file(request, _file(request.acting, file_id))


@room.writes("/{uuid:file_id}", "clients.edit", FileOut, method="PATCH")
def share_file(request: HttpRequest, file_id: uuid.UUID, given: FileShareGiven) -> HttpResponse:
    """Show a file in the client's portal, or no longer."""
    stored = _file(request.acting, file_id)
    stored.share(request.acting.actor, given.shown_to_client)
    return answer(tell_file(stored))


@room.writes("/{uuid:file_id}", "clients.edit", None, 204, method="DELETE")
def remove_file(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Take a file out of every list. It can be brought back for a day."""
    _file(request.acting, file_id).remove(request.acting.actor)
    return answer(None, 204)


@room.writes("/{uuid:file_id}/restore", "clients.edit", FileOut)
def restore_file(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Bring a removed file back."""
    stored = _file(request.acting, file_id, removed=True)
    stored.restore(request.acting.actor)
    return answer(tell_file(stored))


def tell_file(stored: StoredFile) -> dict[str, Any]:
    return {
        "id": str(stored.pk), "name": stored.name, "content_type": stored.content_type, "size": stored.size,
        "sha256": stored.sha256, "purpose": stored.purpose, "version": stored.version,
        "replaces_id": str(stored.replaces_id) if stored.replaces_id else None,
        "client_id": str(stored.client_id) if stored.client_id else None,
        "about": {"type": stored.about_type, "id": str(stored.about_id)} if stored.about_id else None,
        "shown_to_client": stored.shown_to_client, "added_by": stored.added_by, "created_at": moment(stored.created_at),
    }  # fmt: skip


def _visible(acting: Acting, removed: bool = False) -> Any:
    found = StoredFile.objects.visible_to(acting, removed=removed)
    if acting.may("documents.see"):
        return found
    # What goes with documents is seen by those who see documents.
    return found.filter(about_id=None).exclude(purpose="pdf")


def _file(acting: Acting, file_id: uuid.UUID, removed: bool = False) -> StoredFile:
    stored = _visible(acting, removed).filter(pk=file_id).first()
    if stored is None:
        raise Http404
    return stored
