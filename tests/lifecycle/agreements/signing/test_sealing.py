"""The sealed file: the very bytes that were signed, with evidence and a PAdES seal, made once and mailed once."""

import asyncio
import io
import json

import pikepdf
import pytest

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.agreements.models import SealKey, Signing
from clientkeep.lifecycle.agreements.signing import jobs
from clientkeep.lifecycle.agreements.signing.asked import Asked
from clientkeep.lifecycle.agreements.signing.sealing import pdf
from clientkeep.lifecycle.agreements.signing.verifying.asking import verify
from clientkeep.workspace.files import storage
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.queue import run_due_jobs

from .conftest import plain

DRAWN = "[[[1,2],[30,40]],[[5,6]]]"


@pytest.fixture
def complete(start, signed):
    """A signing that Jo and Olivia have signed, sealed."""
    signing = start(Asked("Jo March", "jo@acme.example"), Asked("Kim Copy", "kim@acme.example", "copy"))
    signed(signing, "Jo March", drawn=DRAWN)
    signed(signing, "Olivia North")
    run_due_jobs()
    return Signing.objects.get(pk=signing.pk)


def file_of(signing: Signing) -> bytes:
    return storage.read(StoredFile.objects.get(pk=signing.sealed_file))


def original_of(signing: Signing) -> bytes:
    return storage.read(StoredFile.objects.get(pk=signing.pdf_file))


def test_the_signed_bytes_come_first_then_evidence_and_seal(complete):
    original, content = original_of(complete), file_of(complete)
    assert content.startswith(original)
    with pikepdf.open(io.BytesIO(original)) as before, pikepdf.open(io.BytesIO(content)) as after:
        assert len(after.pages) > len(before.pages)
        evidence = json.loads(after.attachments["evidence.json"].get_file().read_bytes())
    assert evidence["level"] == "simple electronic signature"
    assert evidence["original"] == {"sha256": complete.sha256, "bytes": len(original)}
    assert [each["kind"] for each in evidence["entries"]] == [each.kind for each in complete.entries.all()]
    assert evidence["signers"][0]["strokes"] == [[[1, 2], [30, 40]], [[5, 6]]]


def test_people_read_the_evidence_at_the_end(complete):
    from pypdf import PdfReader

    last = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(file_of(complete))).pages[1:])
    text = " ".join(last.split())
    for said in ("Evidence of signatures", "Jo March", "203.0.113.7", "Phone 1.0", "simple electronic signature", "Olivia North"):
        assert said in text, said
    assert complete.sha256[:8] in text


def test_the_drawn_signature_stands_beside_its_signer(complete):
    with pikepdf.open(io.BytesIO(file_of(complete))) as after:
        alts = [str(each["/Alt"]) for each in elements(after.Root.StructTreeRoot) if "/Alt" in each]
    assert alts == ["Drawn signature of Jo March"]


def test_the_added_pages_are_tagged_like_the_first(complete):
    with pikepdf.open(io.BytesIO(original_of(complete))) as before:
        first, known = len(before.pages), len(list(elements(before.Root.StructTreeRoot)))
    with pikepdf.open(io.BytesIO(file_of(complete))) as after:
        root, added = after.Root.StructTreeRoot, list(after.pages)[first:]
        rows = root.ParentTree.Nums
        owners = {int(rows[at]): rows[at + 1] for at in range(0, len(rows), 2)}
        keys = [int(page.obj.StructParents) for page in after.pages]
        assert len(set(keys)) == len(keys) == int(root.ParentTreeNextKey)
        for page in added:
            assert all(each.Pg.objgen == page.obj.objgen for each in owners[int(page.obj.StructParents)])
        found = list(elements(root))
        assert len(found) > known
        assert {str(each.S) for each in found[known:]} >= {"/Table", "/TH", "/TD", "/Figure", "/H1"}
        assert all("/P" in each for each in found)


def elements(root):
    """Each element of a structure tree, parents first."""
    for kid in root.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/S"):
            yield kid
            yield from elements(kid)


def test_the_whole_file_verifies(complete):
    verdict = verify(file_of(complete))
    assert (verdict.findings, verdict.good) == (("whole",), True)
    assert verify(original_of(complete)).findings == ("original",)


def test_sealed_and_mailed_once_however_often(complete):
    first = complete.sealed_file
    for _ in range(3):
        jobs.seal_what_is_unsealed()
        jobs.seal.call(str(complete.pk))
    run_due_jobs()
    letters = Letter.objects.filter(purpose="signing_done")
    assert sorted(letters.values_list("to_email", flat=True)) == ["jo@acme.example", "kim@acme.example", "olivia@north.example"]
    assert {stored.pk for letter in letters for stored in letter.files.all()} == {first}
    assert Signing.objects.get(pk=complete.pk).sealed_file == first
    assert StoredFile.objects.filter(purpose="signed").count() == 1
    assert complete.signers.get(role="copy").state == "told"


def test_all_parties_can_fetch_it(client, cast, complete, path, quote):
    from clientkeep.relationship.portal.models import PortalKey

    content = file_of(complete)
    assert b"".join(client.get(f"{path(complete, 'Jo March')}signed/").streaming_content) == content
    client.get(f"/p/{PortalKey.make(cast.acme, 'portal', cast.jo)[1]}/")
    assert "Download the signed PDF" in plain(client.get(f"/p/documents/{quote.pk}/"))
    assert b"".join(client.get(f"/p/files/{complete.sealed_file}/").streaming_content) == content
    client.force_login(cast.olivia.user)
    assert b"".join(client.get(f"/files/{complete.sealed_file}/").streaming_content) == content
    assert "Download the signed PDF" in plain(client.get(f"/documents/{quote.pk}/signing/"))


def test_the_key_is_made_once_and_kept_encrypted(cast, complete):
    pair = SealKey.of(cast.north)
    assert SealKey.objects.count() == 1 and not pair.own
    assert "PRIVATE KEY" not in pair.key_sealed and b"PRIVATE KEY" in pair.key


def packed(bits: int = 2048, days: int = 30, password: bytes = b"secret") -> bytes:
    import datetime as dt

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

    key, now = rsa.generate_private_key(65537, bits), dt.datetime.now(dt.UTC)
    called = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "North Studio LLC")])
    made = x509.CertificateBuilder().subject_name(called).issuer_name(called).public_key(key.public_key()).serial_number(7)
    made = made.not_valid_before(now - dt.timedelta(days=60)).not_valid_after(now + dt.timedelta(days=days))
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    return pkcs12.serialize_key_and_certificates(
        b"north", key, made.add_extension(usage, critical=True).sign(key, hashes.SHA256()), None, BestAvailableEncryption(password)
    )


def test_the_firms_own_certificate_seals_from_then_on_and_earlier_seals_stay_good(cast, complete, start, signed):
    SealKey.bring(cast.north, packed(), "secret", cast.by)
    another = start(document=cast.document("quote"), ours=False)
    signed(another, "Jo March")
    run_due_jobs()
    verdict = verify(file_of(Signing.objects.get(pk=another.pk)))
    assert (verdict.findings, verdict.facts["named"]) == (("whole",), "North Studio LLC")
    assert verify(file_of(complete)).good


@pytest.mark.parametrize(
    ("content", "password", "field"),
    [(b"", "secret", "file"), (b"no certificate", "secret", "password"), (packed(), "wrong", "password"), (packed(1024), "secret", "file"),
     (packed(days=-1), "secret", "file"), (b"x" * 70_000, "secret", "file")],
)  # fmt: skip
def test_only_a_certificate_that_can_seal_is_taken(cast, content, password, field):
    with pytest.raises(Invalid) as refused:
        SealKey.bring(cast.north, content, password, cast.by)
    assert refused.value.field == field
    assert not SealKey.objects.exists()


def test_a_seal_is_made_for_a_caller_that_runs_an_event_loop(start, signed, monkeypatch):
    made = pdf.sealed

    async def within(*given) -> bytes:
        return made(*given)

    monkeypatch.setattr(pdf, "sealed", lambda *given: asyncio.run(within(*given)))
    signing = start(ours=False)
    signed(signing, "Jo March")
    run_due_jobs()
    assert verify(file_of(Signing.objects.get(pk=signing.pk))).good
