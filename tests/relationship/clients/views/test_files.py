"""A client's files and their versions."""


from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from clientkeep.workspace.files.models import StoredFile
from tests.relationship.clients.views.asking import at, text_of


def upload(page, client, content=b"one", name="brief.txt", **more):
    return page.post(at("file_add", client), {"file": SimpleUploadedFile(name, content), **more})


def test_files_have_versions_and_the_same_file_changes_nothing(cast, page):
    for content in (b"one", b"two", b"two"):
        assert upload(page, cast.acme, content).status_code == 302
    assert list(StoredFile.objects.order_by("version").values_list("version", "shown_to_client")) == [(1, False), (2, False)]
    seen = text_of(page.get(at("files", cast.acme)))
    assert "Earlier versions" in seen
    newest = StoredFile.objects.get(version=2)
    page.post(reverse("files:sharing", args=[newest.pk]), {"shown": "1", "next": at("files", cast.acme)})
    assert "shown to client" in text_of(page.get(at("detail", cast.acme)))
    assert b"".join(page.get(reverse("files:download", args=[newest.pk])).streaming_content) == b"two"


def test_files_that_cannot_be_kept_are_said(cast, page):
    assert upload(page, cast.acme, b"").status_code == 422
    assert upload(page, cast.acme, b"x", ".htaccess").status_code == 422
    assert page.post(at("file_add", cast.acme)).status_code == 422
    assert not StoredFile.objects.exists()


def test_files_of_a_client_are_for_those_who_see_it(cast, as_member):
    upload(as_member(cast.olivia), cast.bloom)
    stored = StoredFile.objects.get()
    page = as_member(cast.mia)
    assert page.get(reverse("files:download", args=[stored.pk])).status_code == 404
    assert page.get(at("files", cast.bloom)).status_code == 404
