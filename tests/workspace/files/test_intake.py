"""Taking files in: limits, kinds, versions, and bytes that are there if the row is."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from clientkeep.foundation.errors import Invalid
from clientkeep.workspace.files import storage
from clientkeep.workspace.files.intake import keep
from clientkeep.workspace.files.jobs import missing, orphans
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.journal.models import Event
from tests.workspace.files.pictures import picture


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.MEDIA = tmp_path


def test_bytes_lie_under_the_rows_id_and_nothing_of_the_name(cast, settings):
    stored = keep(cast.north, b"hello", "Passwörter.txt", cast.by, client_id=cast.acme.pk)
    path = storage.path_of(stored)
    assert path.read_bytes() == b"hello"
    assert path == settings.MEDIA / stored.pk.hex[-2:] / stored.pk.hex
    assert (stored.size, stored.added_by, stored.added_by_id) == (5, "Olivia North", cast.olivia.pk)
    assert storage.is_whole(stored)


def test_an_upload_is_taken_like_bytes_and_told_on_the_timeline(cast):
    upload = SimpleUploadedFile("brief.txt", b"words", content_type="text/html")
    stored = keep(cast.north, upload, upload.name, cast.by, client_id=cast.acme.pk)
    assert stored.content_type == "text/plain"
    assert Event.objects.get(slug="file.added").sentence == "Olivia North added the file brief.txt"


def test_the_same_name_on_the_same_thing_is_the_next_version(cast):
    first = keep(cast.north, b"one", "plan.txt", cast.by, client_id=cast.acme.pk)
    second = keep(cast.north, b"two", "plan.txt", cast.by, client_id=cast.acme.pk)
    other = keep(cast.north, b"two", "plan.txt", cast.by, client_id=cast.bloom.pk)
    assert (second.version, second.replaces_id, other.version) == (2, first.pk, 1)
    assert storage.read(first) == b"one"
    assert list(StoredFile.objects.of_client(cast.acme.pk)) == [second]
    second.remove(cast.by)
    assert list(StoredFile.objects.of_client(cast.acme.pk)) == [first]


def test_too_large_and_empty_files_are_refused_and_leave_nothing(cast, settings):
    settings.UPLOAD_LIMIT = 1024 * 1024
    with pytest.raises(Invalid, match="larger than 1 MB"):
        keep(cast.north, b"x" * (1024 * 1024 + 1), "big.txt", cast.by)
    with pytest.raises(Invalid, match="empty"):
        keep(cast.north, b"", "none.txt", cast.by)
    assert not StoredFile.objects.exists()
    assert list(storage.all_paths()) == []


def test_the_limit_is_25_mb(settings):
    assert settings.UPLOAD_LIMIT == 25 * 1024 * 1024


def test_a_hostile_archive_is_kept_as_one_file_and_never_unpacked(cast, settings):
    """U6: paths that climb, and a link, stay inside the archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("../../../../climbed.txt", "x")
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("bomb", b"\x00" * 5_000_000, zipfile.ZIP_DEFLATED)
    stored = keep(cast.north, made.getvalue(), "files.zip", cast.by, client_id=cast.acme.pk)
    assert list(storage.all_paths()) == [storage.path_of(stored)]
    assert storage.read(stored) == made.getvalue()


@pytest.mark.parametrize(
    "name, content",
    [
        ("photo.png", b"<html><script>alert(1)</script>"),
        ("photo.jpg", b"<svg onload=alert(1)>"),
        ("paper.pdf", b"MZ\x90\x00"),
        ("photo.gif", picture("PNG")),
    ],
)
def test_an_ending_that_lies_is_refused(cast, name, content):
    with pytest.raises(Invalid, match="holds something else") as refused:
        keep(cast.north, content, name, cast.by)
    assert refused.value.field == "file"


def test_a_rollback_leaves_bytes_without_a_row_and_never_a_row_without_bytes(cast):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        keep(cast.north, b"gone", "gone.txt", cast.by)
        raise ZeroDivisionError
    assert not StoredFile.objects.exists()
    assert len(list(storage.all_paths())) == 1
    assert orphans() == [], "it is young: a transaction may still be open"
    assert missing() == []


def test_bytes_are_never_overwritten(cast):
    stored = keep(cast.north, b"first", "a.txt", cast.by)
    with pytest.raises(FileExistsError):
        storage.write(stored.pk, b"second")
    assert storage.read(stored) == b"first"
    assert list(storage.all_paths()) == [storage.path_of(stored)]


def test_a_changed_or_missing_file_is_named(cast):
    _whole, changed, lost = (keep(cast.north, b"abc", f"{name}.txt", cast.by) for name in "abc")
    storage.path_of(changed).write_bytes(b"abX")
    storage.forget(lost.pk)
    assert set(missing()) == {changed, lost}
