"""Sealing: the signed file with evidence and seal is made once, kept, and sent to everybody."""

import hashlib

from django.db import transaction

from clientkeep.foundation import faults
from clientkeep.relationship.documents.pdf.guard import render_guarded
from clientkeep.workspace.files import intake, storage
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.members.acting import SYSTEM

from .. import letters
from ..model import Signing
from . import pdf
from .evidence import as_bytes, evidence_of, paper_of_evidence
from .seal_key import SealKey


def seal(signing: Signing) -> None:
    """Make the sealed file of a complete signing, unless it is there, and send it. Safe to repeat."""
    if signing.state != "signed" or signing.sealed_file:
        return
    content = _made(signing)
    faults.point("seal.before_keep")
    with transaction.atomic():
        now = Signing.locked(signing.pk)
        if now.sealed_file:
            return
        stored = intake.keep(
            now.workspace, content, f"{now.document.number} signed.pdf".replace("/", "-"), by=SYSTEM, client_id=now.client_id,
            about=now.document, purpose="signed", shown_to_client=True,
        )  # fmt: skip
        now.sealed_file, now.sealed_sha256 = stored.pk, stored.sha256
        now.save(update_fields=["sealed_file", "sealed_sha256"])
        for signer in now.signers.all():
            letters.send_signed(signer, now, stored)
        now.signers.filter(state="waiting", role="copy").update(state="told")
    faults.point("seal.after_commit")


def _made(signing: Signing) -> bytes:
    original = storage.read(StoredFile.objects.get(workspace=signing.workspace_id, pk=signing.pdf_file))
    if hashlib.sha256(original).hexdigest() != signing.sha256:
        raise RuntimeError(f"The signed file of {signing} is not the one that was signed.")
    evidence = evidence_of(signing, len(original))
    pages = render_guarded(paper_of_evidence(signing, evidence))
    pair = SealKey.of(signing.workspace)
    return pdf.sealed(original, pages, as_bytes(evidence), pair.key, pair.certificate.encode())
