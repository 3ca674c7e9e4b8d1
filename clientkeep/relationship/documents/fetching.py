"""Fetching one document for a person: only through what they may see, else the same 404 as for none."""

import uuid

from django.http import Http404, HttpRequest

from clientkeep.workspace.members.acting import Acting

from .models import Document


def visible(acting: Acting, document_id: uuid.UUID) -> Document:
    """Return the document. Http404 for one that is not there or not theirs to see."""
    documents = Document.objects.visible_to(acting).select_related("client", "source").prefetch_related("lines")
    document = documents.filter(pk=document_id).first()
    if document is None:
        raise Http404
    document.workspace = document.client.workspace = acting.workspace
    return document


def shown(request: HttpRequest, document_id: uuid.UUID) -> Document:
    """Return the document of a page, and tell the frame to which place of the rail it belongs. Http404 as for `visible`."""
    document = visible(request.acting, document_id)
    request.place = "agreements" if document.kind_row.answerable else "money"
    return document
