"""U1, U2, U5, U7, A4: a file leaves as a download that can run nothing, and only to who may see it."""

import pytest
from django.urls import reverse

from clientkeep.workspace.files import storage
from clientkeep.workspace.files.intake import keep, keep_logo
from clientkeep.workspace.files.models import StoredFile
from tests.workspace.files.pictures import picture


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.MEDIA = tmp_path


def url(stored: StoredFile, name: str = "download") -> str:
    return reverse(f"files:{name}", args=[stored.pk])


@pytest.mark.parametrize(
    "name, content",
    [
        ("evil.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("evil.html", b"<script>alert(1)</script>"),
        ("evil.xml", b"<?xml version='1.0'?><a/>"),
        ("evil.js", b"alert(1)"),
        ("quo\"te';x=1.txt", b"hello"),
        ("見積 – €.txt", b"hello"),
        ("photo.png", picture("PNG")),
    ],
)
@pytest.mark.parametrize("way", ["download", "shown"])
def test_every_upload_leaves_as_an_attachment_that_can_run_nothing(cast, as_member, name, content, way):
    stored = keep(cast.north, content, name, cast.by, client_id=cast.acme.pk)
    answer = as_member(cast.olivia).get(url(stored, way))
    disposition = answer["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert "\r" not in disposition and "\n" not in disposition and disposition.isascii()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Type"] in ("application/octet-stream", "text/plain", "image/png")


def test_only_our_own_pictures_and_papers_are_shown_in_place(cast, as_member):
    logo = keep_logo(cast.north, picture("JPEG"), cast.by)
    paper = keep(cast.north, b"%PDF-1.7", "INV-1.pdf", cast.by, client_id=cast.acme.pk, purpose="pdf")
    upload = keep(cast.north, b"%PDF-1.7", "theirs.pdf", cast.by, client_id=cast.acme.pk)
    page = as_member(cast.olivia)
    shown = [page.get(url(stored, "shown")) for stored in (logo, paper, upload)]
    assert [answer["Content-Disposition"].split(";")[0] for answer in shown] == ["inline", "inline", "attachment"]
    assert all("script-src" not in answer["Content-Security-Policy"] for answer in shown)
    assert all("default-src 'none'" in answer["Content-Security-Policy"] for answer in shown)


def test_a_member_kept_to_acme_gets_no_other_clients_file(cast, as_member):
    acme = keep(cast.north, b"a", "a.txt", cast.by, client_id=cast.acme.pk)
    bloom = keep(cast.north, b"b", "b.txt", cast.by, client_id=cast.bloom.pk)
    page = as_member(cast.mia)
    assert page.get(url(acme)).status_code == 200
    for way in ("download", "shown"):
        assert page.get(url(bloom, way)).status_code == 404
    for act in ("removal", "sharing", "return"):
        assert page.post(url(bloom, act)).status_code == 404


def test_another_firm_gets_a_404_as_for_a_file_that_never_was(cast, as_member):
    stored = keep(cast.north, b"a", "a.txt", cast.by)
    page = as_member(cast.sid)
    absent = "/files/0198c0de-0000-7000-8000-000000000000/"
    assert page.get(url(stored)).status_code == page.get(absent).status_code == 404


def test_an_export_is_for_who_made_it_alone(cast, as_member):
    """A4."""
    export = keep(cast.north, b"a,b", "clients.csv", cast.acting(cast.adam).actor, purpose="export")
    assert as_member(cast.adam).get(url(export)).status_code == 200
    for other in (cast.olivia, cast.carla, cast.mia):
        assert as_member(other).get(url(export)).status_code == 404


def test_strangers_are_sent_to_sign_in(cast, client):
    stored = keep(cast.north, b"a", "a.txt", cast.by)
    assert client.get(url(stored)).status_code == 302


def test_missing_bytes_are_a_404(cast, as_member):
    stored = keep(cast.north, b"a", "a.txt", cast.by)
    storage.forget(stored.pk)
    assert as_member(cast.olivia).get(url(stored)).status_code == 404


@pytest.mark.parametrize(
    "path", ["/files/../../etc/passwd", "/files/%2e%2e/%2e%2e/secret-key/", "/files/x/", "/files/"]
)
def test_no_path_leads_into_the_store(cast, as_member, path):
    """U5, U8: guesses at names and folders."""
    assert as_member(cast.olivia).get(path).status_code == 404


def test_removing_is_undone_within_the_day_and_sharing_is_told(cast, as_member):
    stored = keep(cast.north, b"a", "a.txt", cast.by, client_id=cast.acme.pk)
    page = as_member(cast.olivia)
    page.post(url(stored, "removal"))
    assert page.get(url(stored)).status_code == 404
    page.post(url(stored, "return"))
    assert page.get(url(stored)).status_code == 200
    page.post(url(stored, "sharing"), {"shown": "1", "next": "https://evil.example/"})
    stored.refresh_from_db()
    assert stored.shown_to_client
    assert page.post(url(stored, "sharing"), {"shown": "0", "next": "//evil.example"})["Location"] == "/"


def test_the_paper_of_a_document_is_not_removed(cast, as_member):
    paper = keep(cast.north, b"%PDF-1.7", "INV-1.pdf", cast.by, client_id=cast.acme.pk, purpose="pdf")
    as_member(cast.olivia).post(url(paper, "removal"))
    paper.refresh_from_db()
    assert paper.removed_at is None
