"""Gates by program: the same rule, the same refusals."""

import pytest

from clientkeep.lifecycle.agreements.models import Gate


@pytest.fixture
def quote(cast):
    quote = cast.document("quote", deposit_percent="50")
    quote.accept(cast.by, "Jo March")
    Gate.raise_for(quote, cast.by)
    return quote


def test_programs_read_override_and_take_back(cast, api, quote):
    call, where = api(cast.olivia), f"/documents/{quote.pk}/gate"
    told = call.get(where).json()
    assert (told["is_open"], told["missing"]) == (False, ["deposit"])
    assert [(row["fact"], row["holds"], row["evidence"]) for row in told["facts"]] == [("agreed", True, "Jo March"), ("deposit", False, "")]
    assert call.post(f"{where}/override", {"because": ""}).status_code == 422
    assert call.post(f"{where}/override", {"because": "They pay on Friday."}).json()["is_open"]
    assert call.post(f"{where}/override", {"because": "Again."}).status_code == 409
    assert [row["override_because"] for row in call.get(f"/gates?client_id={cast.acme.pk}").json()["items"]] == ["They pay on Friday."]
    assert not call.delete(f"{where}/override").json()["is_open"]
    assert call.delete(f"{where}/override").status_code == 409


def test_who_may_not_is_told_nothing(cast, api, quote):
    where = f"/documents/{quote.pk}/gate"
    assert api(cast.sid).get(where).status_code == 404
    assert api(cast.carla).post(f"{where}/override", {"because": "please"}).status_code == 403
    assert api(cast.olivia).get(f"/documents/{cast.document('quote').pk}/gate").status_code == 404
    assert api(cast.sid).get("/gates").json()["items"] == []


def test_programs_choose_what_new_gates_wait_for(cast, api):
    call = api(cast.olivia)
    assert _needed(call.get("/gates/needs")) == ["agreed", "deposit"]
    assert _needed(call.put("/gates/needs", {"needs": ["agreed"]})) == ["agreed"]
    assert call.put("/gates/needs", {"needs": ["moon"]}).status_code == 422
    assert api(cast.carla).put("/gates/needs", {"needs": []}).status_code == 403


def _needed(answer) -> list[str]:
    return [row["fact"] for row in answer.json()["facts"] if row["is_needed"]]
