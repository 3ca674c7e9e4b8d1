"""Contacts, log, timeline, files, and who asks."""

from django.core.files.uploadedfile import SimpleUploadedFile

from clientkeep.overview.api.resources.contacts import ContactOut
from clientkeep.overview.api.resources.files import FileOut
from clientkeep.overview.api.resources.log import EntryOut
from clientkeep.overview.api.resources.me import MeOut
from clientkeep.overview.api.resources.timeline import EventsOut
from clientkeep.workspace.journal.declaration import KINDS


def test_me_tells_the_scopes_that_hold(api, cast):
    told = MeOut.model_validate_json(api(cast.carla, ["clients.see", "clients.edit"]).get("/me").content)
    assert told.token.scopes == ["clients.see"]
    assert (told.member.role, told.workspace.name) == ("accountant", "North Studio")
    assert {member["name"] for member in api(cast.olivia).get("/members").json()["items"]} == {
        "Olivia North", "Adam Reed", "Mia Wong", "Theo Hart", "Carla Ruiz",
    }  # fmt: skip


def test_people_are_added_changed_removed_and_brought_back(api, cast):
    call = api(cast.olivia)
    made = call.post(f"/clients/{cast.acme.pk}/contacts", {"name": "Una", "email": "una@acme.example", "roles": ["billing"]})
    person = ContactOut.model_validate_json(made.content)
    at = f"/contacts/{person.id}"
    assert call.patch(at, {"title": "Head of brand"}).json()["title"] == "Head of brand"
    assert call.get("/contacts?email=UNA@acme.example").json()["items"][0]["id"] == str(person.id)
    assert "/p/" in call.post(f"{at}/portal-link").json()["url"]
    assert call.delete(at).status_code == 204 and call.get(at).status_code == 404
    assert call.post(f"{at}/restore").json()["removed_at"] is None
    for bad, field in (({"roles": ["boss"]}, "roles[0]"), ({"name": "", "email": ""}, "name"), ({"client_id": "x"}, "client_id"), ({"email": "x"}, "email")):
        refused = call.patch(at, bad)
        assert refused.status_code == 422 and refused.json()["field"] == field, refused.content


def test_what_was_said_is_logged_and_corrected(api, cast):
    call, at = api(cast.olivia), f"/clients/{cast.acme.pk}/log"
    made = call.post(at, {"kind": "call", "text": "Wants a logo", "contact_id": str(cast.jo.pk), "minutes": 12, "happened_at": "2026-01-05T09:30:00+01:00"})
    entry = EntryOut.model_validate_json(made.content)
    assert entry.happened_at == "2026-01-05T08:30:00Z"
    corrected = call.post(f"/log/{entry.id}/corrections", {"text": "Wants two logos"})
    assert corrected.status_code == 201 and corrected.json()["corrects_id"] == str(entry.id)
    assert call.get(f"/log/{entry.id}").json()["is_corrected"] is True
    assert call.post(f"/log/{entry.id}/corrections", {"text": "Again"}).status_code == 409
    assert [row["text"] for row in call.get(at).json()["items"]] == ["Wants two logos", "Wants a logo"]
    for bad, field in (({"kind": "spell"}, "kind"), ({"text": ""}, "text"), ({"happened_at": "2026-01-05T09:30:00"}, "happened_at"),
                       ({"happened_at": "2999-01-01T00:00:00Z"}, "happened_at"), ({"minutes": 0}, "minutes")):  # fmt: skip
        refused = call.post(at, {"kind": "note", "text": "X", **bad})
        assert refused.status_code == 422 and refused.json()["field"] == field


def test_the_timeline_tells_only_what_events_declare(api, cast):
    cast.invoice()
    call = api(cast.olivia)
    told = EventsOut.model_validate_json(call.get(f"/clients/{cast.acme.pk}/timeline").content)
    assert told.items[0].slug == "document.issued" and "INV-2026-0001" in told.items[0].sentence
    for event in told.items:
        assert set(event.payload) <= set(KINDS[event.slug].payload)
    assert {row["group"] for row in call.get("/timeline?group=document").json()["items"]} == {"document"}
    assert call.get("/timeline?since=2999-01-01T00:00:00Z").json()["items"] == []
    groups = {row["group"] for row in api(cast.olivia, ["clients.see"]).get("/timeline").json()["items"]}
    assert groups == {"change"}


def test_the_timeline_pages(api, cast):
    call, seen, query = api(cast.olivia), [], "/timeline?limit=2"
    page = call.get(query).json()
    while True:
        seen += [row["seq"] for row in page["items"]]
        if page["next"] is None:
            break
        page = call.get(f"{query}&cursor={page['next']}").json()
    assert seen == sorted(set(seen), reverse=True) and len(seen) == 5


def test_files_are_kept_shown_removed_and_brought_back(api, cast):
    call = api(cast.olivia)
    made = call.upload("/files", client_id=str(cast.acme.pk), file=_file(b"hello"), key="f")
    assert made.status_code == 201, made.content
    stored = FileOut.model_validate_json(made.content)
    assert call.upload("/files", client_id=str(cast.acme.pk), file=_file(b"hello"), key="f").content == made.content
    assert call.upload("/files", client_id=str(cast.acme.pk), file=_file(b"other"), key="f").json()["code"] == "key_reused"
    second = call.upload("/files", client_id=str(cast.acme.pk), file=_file(b"hello again")).json()
    assert (second["version"], second["replaces_id"]) == (2, str(stored.id))
    at = f"/files/{stored.id}"
    body = call.get(f"{at}/content")
    assert b"".join(body.streaming_content) == b"hello" and body["Content-Disposition"].startswith("attachment")
    assert call.patch(at, {"shown_to_client": True}).json()["shown_to_client"] is True
    assert call.delete(at).status_code == 204 and call.get(at).status_code == 404
    assert call.post(f"{at}/restore").status_code == 200
    assert len(call.get(f"/files?client_id={cast.acme.pk}").json()["items"]) == 2


def test_files_go_with_documents(api, cast):
    call, invoice = api(cast.olivia), cast.invoice()
    made = call.upload("/files", document_id=str(invoice.pk), file=_file(b"terms")).json()
    assert made["about"]["id"] == str(invoice.pk) and made["shown_to_client"] is True
    narrow = api(cast.olivia, ["clients.see", "clients.edit"])
    assert narrow.get(f"/files/{made['id']}").status_code == 404
    assert narrow.upload("/files", document_id=str(invoice.pk), file=_file(b"x")).status_code in (403, 422)
    for parts in ({}, {"client_id": str(cast.acme.pk), "document_id": str(invoice.pk)}, {"client_id": str(cast.acme.pk), "purpose": "pdf"}):
        assert call.upload("/files", file=_file(b"x"), **parts).status_code == 422
    assert call.upload("/files", client_id=str(cast.acme.pk)).json()["field"] == "file"
    assert call.upload("/files", client_id=str(cast.acme.pk), file=_file(b"MZ\x90", "evil.exe\u200b.pdf")).status_code == 422


def _file(content: bytes, name: str = "note.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/plain")
