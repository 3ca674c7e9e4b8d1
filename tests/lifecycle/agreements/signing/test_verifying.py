"""A file that was tampered with is found out, and what is wrong is named, for each class of its bytes."""

import io
import re

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clientkeep.lifecycle.agreements.models import SealKey, Signing
from clientkeep.lifecycle.agreements.signing.verifying import asking
from clientkeep.lifecycle.agreements.signing.verifying.asking import verify
from clientkeep.workspace.queue import run_due_jobs

from .conftest import plain
from .test_sealing import DRAWN, file_of, original_of


@pytest.fixture
def complete(start, signed):
    signing = start(ours=False)
    signed(signing, "Jo March", drawn=DRAWN)
    run_due_jobs()
    return Signing.objects.get(pk=signing.pk)


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def saved(content: bytes, change) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as opened:
        change(opened)
        opened.save(out)
    return out.getvalue()


def drop_evidence(opened) -> None:
    del opened.attachments["evidence.json"]


def change_evidence(opened) -> None:
    told = opened.attachments["evidence.json"].get_file().read_bytes()
    del opened.attachments["evidence.json"]
    opened.attachments["evidence.json"] = pikepdf.AttachedFileSpec(opened, told.replace(b"203.0.113.7", b"203.0.113.8"), filename="evidence.json")


def in_the_seal(content: bytes) -> int:
    """A place within the signature itself."""
    return re.search(rb"/Contents\s*<30", content).end() + 1500


def test_each_class_of_bytes_is_named(complete):
    content, original = file_of(complete), original_of(complete)
    middle = content.index(b"stream", len(original) // 3) + 20
    behind = content.index(b"stream", len(original) + 10) + 20
    cases = {
        "content_changed": flipped(content, middle),
        "changed_after_seal": flipped(content, behind),
        "added_after_seal": content + b"\n% something more\n",
        "evidence_missing": saved(content, drop_evidence),
        "evidence_changed": saved(content, change_evidence),
        "seal_broken": content[: in_the_seal(content)] + b"0000" + content[in_the_seal(content) + 4 :],
        "not_ours": saved(original, lambda opened: opened.add_blank_page()),
        "not_pdf": b"Hello, I am no PDF at all",
        "empty": b"",
        "too_large": b"%PDF-" + b"0" * asking.LARGEST,
    }
    found = {name: verify(case) for name, case in cases.items()}
    assert {name: verdict.good for name, verdict in found.items()} == dict.fromkeys(cases, False)
    assert {name: name in verdict.findings for name, verdict in found.items()} == dict.fromkeys(cases, True), {
        name: verdict.findings for name, verdict in found.items()
    }


def test_no_flipped_byte_anywhere_stays_unseen(complete):
    """The signature alone is covered by nothing but itself: see the class of the broken seal above."""
    content = file_of(complete)
    seal = re.search(rb"/Contents\s*<[0-9a-fA-F]+>", content)
    places = [len(content) * part // 8 + 13 for part in range(8)]
    for at in [at if not seal.start() <= at <= seal.end() else seal.end() + 5 for at in places]:
        assert not verify(flipped(content, at)).good, at


def test_a_seal_of_somebody_else_is_none_of_ours(complete):
    SealKey.objects.all().delete()
    assert verify(file_of(complete)).findings == ("other_seal",)


def test_anybody_checks_a_file_on_the_public_page(client, complete):
    page = client.get("/verify/")
    assert page.status_code == 200 and "The file is not kept" in plain(page)
    whole = plain(client.post("/verify/", {"file": SimpleUploadedFile("q.pdf", file_of(complete))}))
    for said in ("This file is whole", "Jo March (jo@acme.example)", "simple electronic signature"):
        assert said in whole
    broken = plain(client.post("/verify/", {"file": SimpleUploadedFile("q.pdf", file_of(complete) + b"x")}))
    assert "added to the file after it was sealed" in broken and "jo@acme.example" not in broken
    assert "the very file that was signed" in plain(client.post("/verify/", {"file": SimpleUploadedFile("q.pdf", original_of(complete))}))
    assert client.post("/verify/").status_code == 422


@pytest.mark.django_db
def test_checking_is_limited(client):
    answers = [client.post("/verify/", {"file": SimpleUploadedFile("q.pdf", b"x")}).status_code for _ in range(21)]
    assert answers[:20] == [200] * 20 and answers[20] == 429


def test_the_command_line_says_the_same(complete, tmp_path, capsys):
    from clientkeep.config.commands import verify as command

    path = tmp_path / "signed.pdf"
    for content, status, said in ((file_of(complete), 0, "is whole"), (file_of(complete) + b"x", 1, "added to the file")):
        path.write_bytes(content)
        assert command.file_holds(path) == status
        told = capsys.readouterr()
        assert said in told.out + told.err
    assert command.file_holds(tmp_path / "absent.pdf") == 2


def test_the_settings_page_brings_a_certificate(client, cast):
    from .test_sealing import packed

    client.force_login(cast.olivia.user)
    assert "made when the first file is sealed" in plain(client.get("/settings/seal/"))
    sent = {"file": SimpleUploadedFile("own.p12", packed()), "password": "wrong"}
    assert client.post("/settings/seal/", sent).status_code == 422
    sent = {"file": SimpleUploadedFile("own.p12", packed()), "password": "secret"}
    assert client.post("/settings/seal/", sent).status_code == 302
    assert "North Studio LLC, your own certificate" in plain(client.get("/settings/seal/"))
