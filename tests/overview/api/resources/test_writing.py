"""Programs write to clients, keep templates and send mailings, as pages do."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.relationship.conversations.mailings.jobs import write_some
from clientkeep.relationship.conversations.models import Mailing, Message, Thread
from clientkeep.workspace.files.intake import keep
from clientkeep.workspace.mail.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(cast, api):
    return api(cast.olivia)


def message(cast, **values):
    return {"contact_ids": [str(cast.jo.pk)], "subject": "The launch", "text": "Hello {contact}", **values}


def test_a_message_with_recipients_files_and_a_moment(cast, call):
    stored = keep(cast.north, b"Brief.\n", "brief.txt", cast.by, client_id=cast.acme.pk)
    later = (clock.now() + dt.timedelta(days=1)).isoformat()
    given = message(cast, contact_ids=[str(cast.jo.pk), str(cast.sam.pk)], file_ids=[str(stored.pk)], not_before=later)
    answer = call.post(f"/clients/{cast.acme.pk}/messages", given, key="once")
    assert answer.status_code == 201
    told = answer.json()
    assert {each["to_email"] for each in told["letters"]} == {"jo@acme.example", "sam@acme.example"}
    assert told["file_ids"] == [str(stored.pk)] and all(each["not_before"] for each in told["letters"])
    assert call.post(f"/clients/{cast.acme.pk}/messages", given, key="once").json() == told
    assert Message.objects.count() == 1 and Letter.objects.count() == 2
    assert call.get(f"/messages/{told['id']}").json() == told


@pytest.mark.parametrize(("values", "field"), [
    ({"contact_ids": []}, "contact_ids"), ({"contact_ids": ["ben"]}, "contact_ids"), ({"text": "Hello {password}"}, "text"),
    ({"subject": "a\nBcc: x@evil.example"}, "subject"), ({"thread_id": "theirs"}, "thread_id"), ({"file_ids": ["theirs"]}, "file_ids"),
    ({"not_before": "2001-01-01T00:00:00Z"}, "at"), ({"workspace": "x"}, "workspace"),
])  # fmt: skip
def test_what_is_wrong_is_refused_by_name(cast, call, values, field):
    theirs = Thread.begin(cast.bloom, "Theirs")
    stored = keep(cast.north, b"Bloom.\n", "bloom.txt", cast.by, client_id=cast.bloom.pk)
    values = {"contact_ids": [str(cast.ben.pk)]} if values.get("contact_ids") else values
    values = {"thread_id": str(theirs.pk)} if "thread_id" in values else {"file_ids": [str(stored.pk)]} if "file_ids" in values else values
    answer = call.post(f"/clients/{cast.acme.pk}/messages", message(cast, **values))
    assert answer.status_code == 422 and answer.json()["field"] == field
    assert not Letter.objects.exists()


def test_templates_are_kept_read_and_removed(cast, call):
    listed = call.get("/templates").json()
    assert "check-in" in [each["key"] for each in listed["items"]] and "owed" in listed["names"]
    given = {"name": "News", "versions": [{"subject": "Hi", "text": "Hello {contact}"}, {"language": "de", "subject": "Hallo", "text": "Tag"}]}
    made = call.post("/templates", given)
    assert made.status_code == 201 and made.json()["is_own"]
    key = made.json()["key"]
    assert call.get(f"/templates/{key}").json() == made.json()
    given["versions"][0]["text"] = "Hello {kontakt}"
    refused = call.put(f"/templates/{key}", given)
    assert refused.status_code == 422 and "{kontakt}" in refused.json()["detail"]
    given["versions"][0]["text"] = "Dear {contact}"
    assert call.put(f"/templates/{key}", given).json()["versions"][0]["text"] == "Dear {contact}"
    assert call.delete(f"/templates/{key}").status_code == 204
    assert call.get(f"/templates/{key}").status_code == 404


def test_a_mailing_is_made_looked_at_and_sent_once(cast, call):
    made = call.post("/mailings", {"template": "thank-you", "client_ids": [str(cast.acme.pk), str(cast.bloom.pk)]})
    assert made.status_code == 201 and made.json()["recipients"] == {"ready": 2}
    at = f"/mailings/{made.json()['id']}"
    rows = call.get(f"{at}/recipients").json()["items"]
    assert {row["text"].split("\n")[0] for row in rows} == {"Hello Jo,", "Hello Ben,"}
    bloom = next(row for row in rows if row["client_id"] == str(cast.bloom.pk))
    assert call.put(f"{at}/recipients/{bloom['id']}", {"gets_it": False}).json()["state"] == "excluded"
    for _ in range(2):
        assert call.post(f"{at}/send").json()["state"] == "sending"
    write_some.func(str(Mailing.objects.get().pk))
    told = call.get(at).json()
    assert (told["state"], told["recipients"], told["letters"]) == ("sent", {"written": 1, "excluded": 1}, {"held": 1})
    assert call.delete(at).status_code == 409
    assert [each["id"] for each in call.get("/mailings").json()["items"]] == [told["id"]]


def test_clients_of_a_mailing_by_filter_and_never_a_strangers(cast, call):
    cast.bloom.change(cast.by, tier="a")
    made = call.post("/mailings", {"template": "check-in", "tier": "a"})
    assert made.json()["recipients"] == {"ready": 1}
    for bad in ({"client_ids": [str(cast.zephyr.pk)]}, {"stage": "former"}, {"template": "no-such"}):
        assert call.post("/mailings", {"template": "check-in", **bad}).status_code == 422
    assert Mailing.objects.count() == 1


def test_a_narrowed_member_reaches_only_her_clients(cast, api):
    mia = api(cast.mia)
    made = mia.post("/mailings", {"template": "check-in"})
    assert made.json()["recipients"] == {"ready": 1}
    assert mia.post(f"/clients/{cast.bloom.pk}/messages", message(cast)).status_code == 404
