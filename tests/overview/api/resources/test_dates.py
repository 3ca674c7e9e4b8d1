"""Important dates by program: the same verbs, the same refusals."""

import datetime as dt


def test_programs_note_change_and_see_to_dates(cast, api):
    call, today = api(cast.olivia), cast.north.today()
    body = {"client_id": str(cast.acme.pk), "what": "Launch", "day": (today + dt.timedelta(days=3)).isoformat(), "kind": "launch"}
    made = call.post("/dates", body).json()
    assert (made["next_on"], made["notice_days"], made["is_seen_to"]) == (body["day"], 7, False)
    assert call.post("/dates", {**body, "contact_id": str(cast.ben.pk)}).status_code == 422
    assert call.post("/dates", {**body, "notice_days": 999}).status_code == 422
    assert [row["id"] for row in call.get("/dates?near=true").json()["items"]] == [made["id"]]
    assert call.post(f"/dates/{made['id']}/seeing-to", {}).json()["is_seen_to"]
    assert call.get("/dates?near=true").json()["items"] == []
    assert call.put(f"/dates/{made['id']}", {"what": "Launch party", "day": body["day"], "yearly": True}).json()["yearly"]
    assert api(cast.sid).get(f"/dates/{made['id']}").status_code == 404
    assert api(cast.carla).post(f"/dates/{made['id']}/removal", {}).status_code == 403
    assert call.post(f"/dates/{made['id']}/removal", {}).json()["is_removed"]
    assert call.get(f"/dates?client_id={cast.acme.pk}").json()["items"] == []
