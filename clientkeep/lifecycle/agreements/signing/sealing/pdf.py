"""From the signed PDF to the sealed one: evidence is added as a revision, then a PAdES seal over the whole file.

The first bytes of the result are the signed file, untouched. pyHanko is heavy: it is imported here only when a seal is made.
"""

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

PAGE_PARTS = ("/Resources", "/MediaBox", "/Contents")
EVIDENCE_NAME = "evidence.json"


def sealed(original: bytes, pages: bytes, evidence: bytes, key: bytes, certificate: bytes) -> bytes:
    """Return the original with the pages and the evidence appended, sealed with key and certificate (both PEM)."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    writer = IncrementalPdfFileWriter(io.BytesIO(original))
    _append_pages(writer, pages)
    _attach(writer, evidence)
    described = signers.PdfSignatureMetadata(
        field_name="Seal", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES, reason="Seal over the signed document and the evidence of its signatures",
    )  # fmt: skip
    sealer = _sealer(key, certificate)
    # pyHanko runs an event loop of its own, and a thread has one at most: whoever calls may have one already.
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(lambda: signers.sign_pdf(writer, described, sealer).getvalue()).result()


def _append_pages(writer: Any, pages: bytes) -> None:
    from pyhanko.pdf_utils.generic import DictionaryObject, NameObject
    from pyhanko.pdf_utils.reader import PdfFileReader

    from .tagging import tag_pages

    source, added = PdfFileReader(io.BytesIO(pages)), []
    for number in range(int(source.root["/Pages"]["/Count"])):
        there = source.find_page_for_modification(number)[0]
        page = there.get_object()
        kept = DictionaryObject({NameObject("/Type"): NameObject("/Page")})
        for part in PAGE_PARTS:
            kept[NameObject(part)] = writer.import_object(page.raw_get(part))
        added.append((there, writer.insert_page(kept), kept))
    tag_pages(writer, source, added)


def _attach(writer: Any, evidence: bytes) -> None:
    from pyhanko.pdf_utils import embed
    from pyhanko.pdf_utils.generic import NameObject

    content = embed.EmbeddedFileObject.from_file_data(writer, evidence, mime_type="application/json")
    described = embed.FileSpec(
        EVIDENCE_NAME, file_name=EVIDENCE_NAME, embedded_data=content, description="Evidence of the signatures",
        af_relationship=NameObject("/Supplement"),
    )  # fmt: skip
    embed.embed_file(writer, described)


def _sealer(key: bytes, certificate: bytes) -> Any:
    from asn1crypto import keys, pem, x509
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    return SimpleSigner(
        x509.Certificate.load(pem.unarmor(certificate)[2]), keys.PrivateKeyInfo.load(pem.unarmor(key)[2]), SimpleCertificateStore()
    )
