"""The PDF of an issued document: made once after commit, kept by its hash; its letters wait for it."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from clientkeep.foundation import clock
from clientkeep.workspace.files import intake
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.mail import outbox
from clientkeep.workspace.members.acting import SYSTEM
from clientkeep.workspace.queue import every, task

from .kinds import KINDS
from .models import Document


@task
def make_pdf(document_id: str) -> None:
    """Make the PDF of an issued document unless it exists, and let its letters go."""
    document = Document.objects.select_related("workspace", "client", "source").get(pk=document_id)
    if document.is_draft:
        return
    outbox.attach_and_release(document, pdf_of(document))


@every("*/2 * * * *")
def make_missing_pdfs() -> None:
    """Sweep: documents whose letters still wait for a PDF that no job is making."""
    late = clock.now() - dt.timedelta(minutes=1)
    for document_id in outbox.waiting_about([kind.model._meta.model_name for kind in KINDS], before=late):
        make_pdf.enqueue(str(document_id))


def pdf_of(document: Document) -> StoredFile:
    """Return the stored PDF of an issued document, made now where it is missing."""
    if document.pdf_file:
        return StoredFile.objects.get(pk=document.pdf_file)
    content = render_pdf(document)
    with transaction.atomic():
        now = Document.objects.select_for_update().get(pk=document.pk)
        if now.pdf_file is None:
            stored = intake.keep(
                document.workspace,
                content,
                f"{document.number}.pdf".replace("/", "-"),
                by=SYSTEM,
                client_id=document.client_id,
                about=document,
                purpose="pdf",
                shown_to_client=True,
            )
            Document.objects.filter(pk=document.pk, pdf_file=None).update(pdf_file=stored.pk)
            now.pdf_file = stored.pk
        document.pdf_file = now.pdf_file
    return StoredFile.objects.get(pk=document.pdf_file)


def render_pdf(document: Document) -> bytes:
    """Return the PDF of a document as it stands, without keeping it."""
    from .pdf.guard import render_guarded
    from .printing import paper_of

    return render_guarded(paper_of(document, logo=logo_of(document)))


def logo_of(document: Document) -> bytes | None:
    """The firm's logo: as frozen on an issued document, else today's."""
    frozen: Any = document.seller.get("logo_file") if document.seller else document.workspace.logo_file
    if not frozen:
        return None
    from clientkeep.workspace.files import storage

    stored = StoredFile.objects.filter(workspace=document.workspace_id, pk=uuid.UUID(str(frozen))).first()
    return storage.read(stored) if stored else None
