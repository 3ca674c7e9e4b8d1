"""Notices by program: read, marked, chosen; webhooks masked."""

import pytest

from clientkeep.relationship.conversations.models import Message, Thread
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.queue import run_due_jobs
from tests.fakes.sink import sink


@pytest.fixture
def told(cast):
    for subject in ("First", "Second"):
        thread = Thread.begin(cast.acme, subject)
        Message.receive(thread, Actor("contact", cast.jo.pk, "Jo March"), text="Here.", channel="mail", contact=cast.jo)
    run_due_jobs()
    return cast


def test_notices_are_read_and_marked(told, api):
    call = api(told.olivia)
    rows = call.get("/notices").json()["items"]
    assert [row["sentence"] for row in rows] == ["Acme Studio: Jo March wrote: Second", "Acme Studio: Jo March wrote: First"]
    assert rows[0]["read_at"] is None and rows[0]["kind"] == "message"
    assert call.post(f"/notices/{rows[0]['id']}/read").json()["read_at"]
    assert [row["id"] for row in call.get("/notices?unread=true").json()["items"]] == [rows[1]["id"]]
    assert call.post(f"/notices/{rows[0]['id']}/read", {"unread": True}).json()["read_at"] is None
    assert call.post("/notices/read").json() == {"read": 2}
    assert call.get("/notices?limit=1").json()["next"]
    assert call.get("/notices?kind=paid").json()["items"] == []
    assert api(told.theo).post(f"/notices/{rows[0]['id']}/read").status_code == 404
    assert api(told.sid).get("/notices").json()["items"] == []


def test_preferences_are_read_and_chosen(told, api):
    call = api(told.olivia)
    before = call.get("/notices/preferences").json()
    assert (before["ways"]["message"], before["windows"], before["quiet_since"]) == ("app", "9:00, 16:00", "")
    after = call.put("/notices/preferences", {"ways": {"message": "digest"}, "quiet_since": "20:00", "quiet_until": "7:00"}).json()
    assert after == {**before, "ways": {**before["ways"], "message": "digest"}, "quiet_since": "20:00", "quiet_until": "7:00"}
    for wrong in ({"ways": {"message": "pigeon"}}, {"ways": {"nothing": "app"}}, {"windows": "soon"}, {"quiet_until": ""}, {"webhook_kinds": ["x"]}):
        assert call.put("/notices/preferences", wrong).status_code == 422, wrong


def test_webhooks_are_set_masked_and_removed(told, api, settings):
    settings.OUTBOUND_ALLOW = ["127.0.0.1"]
    call = api(told.olivia)
    nothing = call.get("/notices/webhook").json()
    assert (nothing["is_set"], nothing["shown"]) == (False, "")
    assert call.put("/notices/webhook", {"url": "https://10.0.0.1/x"}).status_code == 422
    with sink() as slack:
        kept = call.put("/notices/webhook", {"url": slack.url}).json()
        assert kept["shown"].endswith("…XYZ9") and "secret" not in str(kept)
        assert call.put("/notices/firm-webhook", {"url": slack.url, "kinds": ["paid"]}).json()["kinds"] == ["paid"]
        assert call.put("/notices/firm-webhook", {"kinds": ["message"]}).json()["kinds"] == ["message"]
    assert api(told.adam).put("/notices/firm-webhook", {"kinds": []}).status_code == 403
    for path in ("/notices/webhook", "/notices/firm-webhook"):
        assert call.send("DELETE", path).status_code == 204
        assert not call.get(path).json()["is_set"]
