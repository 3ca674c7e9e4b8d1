"""A review by the API: begun, gone through, ended; one's own alone."""


def test_a_review_is_gone_through(cast, api):
    call = api(cast.olivia)
    begun = call.post("/reviews").json()
    assert begun["clients"] == begun["left"] == 2 and begun["suggestion"]
    first = begun["next_client_id"]
    kept = call.post(f"/reviews/{begun['id']}/cards", {"client_id": first, "note": "Ask about May", "step": "Ring", "step_on": "2999-01-05"})
    assert kept.status_code == 201 and kept.json()["step"] == "Ring"
    second = call.post("/reviews").json()
    assert second["id"] == begun["id"] and second["left"] == 1 and second["next_client_id"] != first
    call.post(f"/reviews/{begun['id']}/cards", {"client_id": second["next_client_id"], "skip": True})
    ended = call.post(f"/reviews/{begun['id']}/finish").json()
    assert ended["finished_at"] and ended["left"] == 0 and ended["next_client_id"] is None
    whole = call.get(f"/reviews/{begun['id']}").json()
    assert [card["skipped"] for card in whole["cards"]] == [False, True]
    assert [row["id"] for row in call.get("/reviews").json()["items"]] == [begun["id"]]


def test_what_is_wrong_is_named(cast, api):
    call = api(cast.olivia)
    review = call.post("/reviews").json()["id"]
    refused = call.post(f"/reviews/{review}/cards", {"client_id": str(cast.acme.pk), "step_on": "2999-01-05"})
    assert refused.status_code == 422 and refused.json()["field"] == "step"
    assert call.post(f"/reviews/{review}/cards", {"client_id": str(cast.zephyr.pk)}).json()["field"] == "client_id"


def test_another_person_s_review_is_not_there(cast, api):
    review = api(cast.olivia).post("/reviews").json()["id"]
    assert api(cast.theo).get(f"/reviews/{review}").status_code == 404
    assert api(cast.theo).get("/reviews").json()["items"] == []
