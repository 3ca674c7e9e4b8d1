"""Adding files to a document. Removing one, and undoing that, is the files room's own."""

import uuid

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff

from ..fetching import visible
from ..page.views import page_context
from .files import attach


@staff("documents.draft")
@require_POST
def add(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Keep the uploaded files with the document."""
    document = visible(request.acting, document_id)
    uploads = request.FILES.getlist("file")
    try:
        if not uploads:
            raise Invalid("Choose a file.", "file")
        with transaction.atomic():
            for upload in uploads:
                attach(document, upload, request.acting.actor)
    except Invalid as refusal:
        context = {**page_context(request, document), "file_error": refusal.message}
        return render(request, "documents/page/page.html", context, status=422)
    say(request, f"{uploads[0].name} is added." if len(uploads) == 1 else f"{len(uploads)} files are added.")
    return redirect("documents:detail", document.pk)
