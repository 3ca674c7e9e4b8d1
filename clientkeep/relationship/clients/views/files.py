"""A client's files: add them, with their versions, and see them all."""

import hashlib
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.files.intake import keep
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.files.naming import clean_name
from clientkeep.workspace.members.gate import staff

from ..keeping import kept_files, with_versions
from ..model import Client
from .reach import reached, to_page

AT_ONCE = 10


@require_GET
@staff("clients.see")
def files(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """All files of a client, with their earlier versions."""
    return _page(request, reached(request, client_id))


@require_POST
@staff("clients.edit")
def upload(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Keep files for the client. One of the same name becomes the next version; the very same file changes nothing."""
    client, shown = reached(request, client_id), request.POST.get("shown") == "1"
    uploads = request.FILES.getlist("file")
    try:
        if not uploads:
            raise Invalid("Choose a file.", "file")
        if len(uploads) > AT_ONCE:
            raise Invalid(f"Choose at most {AT_ONCE} files at a time.", "file")
        for upload in uploads:
            if not _is_known(client, upload):
                keep(client.workspace, upload, upload.name, request.acting.actor, client_id=client.pk, shown_to_client=shown)
    except Invalid as refusal:
        return _page(request, client, refusal.message)
    say(request, f"{uploads[0].name} was added." if len(uploads) == 1 else f"{len(uploads)} files were added.")
    return to_page(client)


def _page(request: HttpRequest, client: Client, error: str = "") -> HttpResponse:
    context = {"client": client, "files": with_versions(kept_files(client)), "error": error}
    context |= {"may_edit": request.acting.may("clients.edit"), "here": reverse("clients:files", args=[client.pk])}
    return render(request, "clients/files.html", context, status=422 if error else 200)


def _is_known(client: Client, upload) -> bool:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    newest = StoredFile.objects.filter(workspace=client.workspace).of_client(client.pk).filter(name=clean_name(upload.name))
    return newest.filter(sha256=digest.hexdigest()).exists()
