"""Staff see the portal as the client does, and may do nothing there."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.members.gate import staff

from . import views
from .visitor import Visitor, shown_to


@staff("clients.see")
@require_safe
def start(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The start page of a client."""
    client = Client.objects.visible_to(request.acting).filter(pk=client_id).first()
    if client is None:
        raise Http404
    return _as(request, client, views.start)


@staff("documents.see")
@require_safe
def document(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """The page of an issued document."""
    found = Document.objects.visible_to(request.acting).filter(pk=document_id).select_related("client").first()
    if found is None or found.state in ("draft", "void"):
        raise Http404
    return _as(request, found.client, views.document, document_id)


def _as(request: HttpRequest, client: Client, page, *args) -> HttpResponse:
    request.visitor = Visitor(request.acting.workspace, client, looking=True)
    return shown_to(request, page.__wrapped__, *args)
