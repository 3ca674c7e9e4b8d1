"""Status updates by program: drafted, read, changed, sent once; who gets one every week."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.delivery.models import StatusUpdate
from clientkeep.relationship.conversations.models import Promise
from clientkeep.workspace.mail.models import Letter

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2030, 3, 4, 12, tzinfo=dt.UTC)


@pytest.fixture
def noon():
    with clock.moved(NOON):
        yield NOON


def drafted(call, client, **options):
    answer = call.post("/updates", {"client_id": str(client.pk)}, **options)
    assert answer.status_code == 201, answer.content
    return answer.json()


def kept(cast, what="Logo"):
    Promise.make(cast.acme, side="ours", what=what, by=cast.by).keep(cast.by)


def test_an_update_is_drafted_changed_and_sent_once(cast, api, noon):
    call = api(cast.olivia)
    kept(cast)
    told = drafted(call, cast.acme, key="one")
    assert drafted(call, cast.acme, key="one")["id"] == drafted(call, cast.acme)["id"] == told["id"]
    assert (told["state"], told["is_ready"], told["contact_ids"]) == ("draft", True, [str(cast.jo.pk)])
    assert "Logo" in told["text"]
    own = f"/updates/{told['id']}"
    changed = call.patch(own, {"text": "We send it soon.", "contact_ids": [str(cast.sam.pk)], "version": told["version"]}).json()
    assert changed["vague"][0]["words"] == "soon"
    assert (changed["edited_by"], changed["contact_ids"]) == ("Olivia North", [str(cast.sam.pk)])
    assert call.patch(own, {"text": "Late", "version": told["version"]}).status_code == 409
    assert call.patch(own, {"contact_ids": [str(cast.ben.pk)]}).status_code == 422
    assert call.post(f"{own}/sending").status_code == 422
    assert call.post(f"{own}/sending", {"version": told["version"]}).status_code == 409
    sent = call.post(f"{own}/sending", {"version": changed["version"]}).json()
    assert (sent["state"], sent["sent_by"], len(sent["digest"])) == ("sent", "Olivia North", 64)
    for path in ("sending", "dropping", "redrafting"):
        assert call.post(f"{own}/{path}", {"version": changed["version"]} if path == "sending" else None).status_code == 409
    assert Letter.objects.filter(purpose="update").count() == 1
    assert call.get(own).json()["text"] == "We send it soon."


def test_what_changed_on_record_is_read_again_before_it_goes(cast, api, noon):
    call = api(cast.olivia)
    kept(cast)
    first = drafted(call, cast.acme)
    kept(cast, "Cards")
    assert call.post(f"/updates/{first['id']}/sending", {"version": first["version"]}).status_code == 409
    newer = drafted(call, cast.acme)
    assert "Cards" in newer["text"]
    assert call.post(f"/updates/{first['id']}/sending", {"version": newer["version"]}).json()["state"] == "sent"


def test_lists_are_narrowed_and_hold_only_what_one_sees(cast, api, noon):
    call = api(cast.olivia)
    kept(cast)
    ready, idle = drafted(call, cast.acme), drafted(call, cast.bloom)
    listed = {state: [row["id"] for row in call.get(f"/updates?state={state}").json()["items"]] for state in ("", "ready", "draft", "sent")}
    assert listed == {"": [idle["id"], ready["id"]], "ready": [ready["id"]], "draft": [idle["id"], ready["id"]], "sent": []}
    first = call.get("/updates?limit=1").json()
    assert [row["id"] for row in call.get(f"/updates?limit=1&cursor={first['next']}").json()["items"]] == [ready["id"]]
    assert [row["id"] for row in call.get(f"/updates?client_id={cast.acme.pk}").json()["items"]] == [ready["id"]]
    assert [row["id"] for row in api(cast.mia).get("/updates").json()["items"]] == [ready["id"]]
    assert api(cast.sid).get("/updates").json()["items"] == []
    assert api(cast.sid).get(f"/updates/{ready['id']}").status_code == 404
    assert api(cast.carla).post(f"/updates/{ready['id']}/dropping").status_code == 403


def test_dropping_and_beginning_again(cast, api, noon):
    call = api(cast.olivia)
    kept(cast)
    own = f"/updates/{drafted(call, cast.acme)['id']}"
    call.patch(own, {"text": "Mine"})
    again = call.post(f"{own}/redrafting").json()
    assert "Logo" in again["text"]
    assert again["edited_at"] is None
    assert call.post(f"{own}/dropping").json()["state"] == "dropped"
    assert StatusUpdate.objects.get().state == "dropped"


def test_the_firm_and_a_client_choose(cast, api):
    call = api(cast.olivia)
    assert call.get("/update-choice").json() == {"is_on": False, "stages": ["active"], "tiers": ["", "a", "b", "c"], "weekday": 4, "hour": 15}
    wanted = {"is_on": True, "stages": ["active"], "tiers": ["a", ""], "weekday": 0, "hour": 9}
    assert call.put("/update-choice", wanted).json() == {**wanted, "tiers": ["", "a"]} == call.get("/update-choice").json()
    for wrong in ({"weekday": 7}, {"hour": "9"}, {"stages": ["gone"]}, {"stages": []}, {"is_on": "yes"}):
        assert call.put("/update-choice", {**wanted, **wrong}).status_code == 422, wrong
    own = f"/clients/{cast.acme.pk}/update-choice"
    assert call.get(own).json() == {"mode": "", "weekday": None, "hour": None}
    assert call.put(own, {"mode": "on", "weekday": 2}).json() == {"mode": "on", "weekday": 2, "hour": None} == call.get(own).json()
    assert call.put(own, {"mode": "often"}).status_code == 422
    assert api(cast.sid).get(own).status_code == api(cast.sid).put(own, {"mode": "off"}).status_code == 404
    assert api(cast.theo).put("/update-choice", wanted).status_code == 403
