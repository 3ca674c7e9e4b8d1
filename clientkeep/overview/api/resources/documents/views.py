"""The list of documents, one document, and its draft."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from ninja import Query

from clientkeep.foundation.errors import Conflict
from clientkeep.relationship.documents.fetching import visible
from clientkeep.relationship.documents.jobs import make_pdf, render_pdf
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.files.serving import send_file

from ...answers import answer
from ...door import Room
from ...paging import page_answer
from ..reach import client_named
from .listing import documents_of, key_of
from .shapes import ChangedDocument, DocumentOut, DocumentsAsked, DocumentsOut, NewDocument
from .telling import tell_document, tell_row
from .writing import check_sums, values_of

room = Room()
PDF = {"extra": {"x-answer-type": "application/pdf"}}


@room.reads("", "documents.see", DocumentsOut)
def list_documents(request: HttpRequest, asked: Query[DocumentsAsked]) -> HttpResponse:
    """List documents, the newest issue date first."""
    today = request.acting.workspace.today()
    rows = documents_of(request.acting, asked)
    return page_answer(rows, asked.limit, lambda row: [str(part) for part in key_of(row)], lambda row: tell_row(row, today))


@room.reads("/{uuid:document_id}", "documents.see", DocumentOut)
def get_document(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """One document, with its lines."""
    return told(request, visible(request.acting, document_id))


@room.reads("/{uuid:document_id}/pdf", "documents.see", None, **PDF)
def get_document_pdf(request: HttpRequest, document_id: uuid.UUID) -> HttpResponseBase:
    """The PDF.

    That of an issued document is made once and kept. A draft's is made for this answer alone.
    """
    document = visible(request.acting, document_id)
    kept = document.pdf_file and StoredFile.objects.filter(workspace=document.workspace, pk=document.pdf_file).first()
    if kept:
        return send_file(request, kept)
    response = HttpResponse(render_pdf(document), content_type="application/pdf")
    name = f"{document.number or 'draft'}.pdf".replace("/", "-")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response


@room.writes("", "documents.draft", DocumentOut, 201)
def create_document(request: HttpRequest, given: NewDocument) -> HttpResponse:
    """Write a draft; with `issue` it is issued at once.

    All sums are counted here. Sums that are sent along must be the same (422 `sum_differs`), and are never stored.
    """
    acting = request.acting
    if given.issue:
        acting.require("documents.issue")
    client = client_named(acting, given.client_id)
    values = values_of(given, client, given.currency or client.billing_currency)
    document = Document.draft(client, given.kind, acting.actor, values.pop("lines", ()), **values)
    check_sums(document, given)
    if given.issue:
        issue(request, document)
    return told(request, document, 201)


@room.writes("/{uuid:document_id}", "documents.draft", DocumentOut, method="PATCH")
def change_document(request: HttpRequest, document_id: uuid.UUID, given: ChangedDocument) -> HttpResponse:
    """Change a draft.

    Fields that are not sent stay; `lines` replaces all lines. With `version` the change is refused (409) where
    somebody saved since. Issued documents never change: write a credit note.
    """
    acting, document = request.acting, visible(request.acting, document_id)
    if not document.is_draft:
        raise Conflict(f"{document} is issued and never changes. Write a credit note or a copy.", "state")
    if given.client_id:
        document.client = client_named(acting, given.client_id)
    values = values_of(given, document.client, given.currency or document.currency)
    document.rewrite(acting.actor, given.version, **values)
    check_sums(document, given)
    return told(request, document)


@room.writes("/{uuid:document_id}", "documents.draft", None, 204, method="DELETE")
def discard_document(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Throw a draft away. It had no number, so none is lost."""
    visible(request.acting, document_id).discard(request.acting.actor)
    return answer(None, 204)


def told(request: HttpRequest, document: Document, status: int = 200) -> HttpResponse:
    """Answer with a document."""
    return answer(tell_document(document, request.acting.workspace.today()), status)


def issue(request: HttpRequest, document: Document) -> None:
    """Issue a draft, and let its PDF be made after commit."""
    document.issue(request.acting.actor)
    make_pdf.enqueue(str(document.pk))


def check_version(document: Document, version: int | None) -> None:
    """Raise Conflict where the draft is not the one that was read."""
    if version is not None and document.is_draft and version != document.version:
        raise Conflict("Somebody saved this draft meanwhile. Read it again.", "version")
