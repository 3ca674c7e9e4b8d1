"""Credentials by program: asked for, listed, looked at with their own scope and a reason, ended."""

import pytest

from clientkeep.lifecycle.onboarding.credentials.rules import Content
from clientkeep.lifecycle.onboarding.models import Credential, CredentialShowing
from clientkeep.overview.api.once.model import StoredAnswer

pytestmark = pytest.mark.django_db
CANARY = "c4naryWren7Tumbril"


@pytest.fixture
def held(cast):
    row = Credential.ask(cast.acme, cast.by, contact=cast.jo, label="Shop")
    row.enter(cast.by, Content(CANARY, "acme"))
    return row


def test_it_is_asked_for_once_and_listed(cast, api):
    call = api(cast.olivia)
    given = {"client_id": str(cast.acme.pk), "contact_id": str(cast.jo.pk), "label": "Shop", "due_on": "2999-01-01"}
    first, again = (call.post("/credentials", given, key="one").json() for _ in range(2))
    assert first["id"] == again["id"]
    assert (first["state"], first["due_on"], first["showings"]) == ("asked", "2999-01-01", [])
    assert [row["id"] for row in call.get("/credentials?state=asked").json()["items"]] == [first["id"]]
    assert call.get("/credentials?state=held").json()["items"] == []


def test_a_look_needs_its_own_scope_and_a_reason_and_its_answer_is_kept_nowhere(cast, api, held):
    path, why = f"/credentials/{held.pk}/showings", {"because": "nightly check"}
    assert api(cast.olivia, ["clients.see", "credentials.see", "credentials.ask"]).post(path, why).status_code == 403
    assert api(cast.carla).post(path, why).status_code == 403
    call = api(cast.olivia)
    assert call.post(path, {"because": ""}).status_code == 422
    answers = [call.post(path, why, key="same key") for _ in range(2)]
    assert [(answer.status_code, answer.json()["secret"]) for answer in answers] == [(201, CANARY)] * 2
    assert "no-store" in answers[0]["Cache-Control"]
    assert list(CredentialShowing.objects.values_list("via", "because")) == [("api", "nightly check")] * 2
    assert not StoredAnswer.objects.exists()


def test_nothing_else_tells_what_it_holds(cast, api, held):
    call = api(cast.olivia)
    for path in ("/credentials", f"/credentials/{held.pk}", f"/timeline?client_id={cast.acme.pk}", "/letters"):
        assert CANARY not in call.get(path).content.decode()


def test_it_is_ended_and_then_holds_nothing(cast, api, held):
    call = api(cast.olivia)
    told = call.post(f"/credentials/{held.pk}/end", {"how": "returned", "because": "over"}).json()
    assert (told["state"], told["ended_because"]) == ("returned", "over")
    assert call.post(f"/credentials/{held.pk}/showings", {"because": "once more"}).status_code == 409


def test_what_another_firm_keeps_is_not_there(cast, api, held):
    assert api(cast.sid).get(f"/credentials/{held.pk}").status_code == 404
    assert api(cast.sid).post(f"/credentials/{held.pk}/showings", {"because": "curious"}).status_code == 404
