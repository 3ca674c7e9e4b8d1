"""Meetings by the API: offer, free times, book, move, cancel."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from tests.lifecycle.sales.booking.conftest import FIRST, call, now  # noqa: F401  the meeting of the room's own tests
from tests.overview.api.conftest import api  # noqa: F401

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def wire(moment):
    return moment.isoformat().replace("+00:00", "Z")


@pytest.fixture
def program(api, cast):  # noqa: F811
    return api(cast.olivia)


def test_offering_and_changing(program, now):  # noqa: F811
    made = program.post("/meeting-types", {"name": "Review", "minutes": 60, "place_kind": "phone", "week": ["9:00-12:00", "", "", "", "", "", ""]})
    assert made.status_code == 201, made.content
    told = made.json()
    assert told["week"][0] == "9:00-12:00" and told["address"].endswith("/") and "/book/review-" in told["address"]
    changed = program.patch(f"/meeting-types/{told['id']}", {"active": False, "most_a_day": 3, "week": None})
    assert changed.status_code == 200 and (changed.json()["active"], changed.json()["most_a_day"], changed.json()["week"]) == (False, 3, None)
    assert program.get("/meeting-types").json()["items"] == [changed.json()]
    for wrong in ({"name": "x", "minutes": 1}, {"name": "x", "place_kind": "video"}, {"name": "x", "week": ["x"] * 7}, {"name": "x", "token": "y"}):
        assert program.post("/meeting-types", wrong).status_code == 422


def test_free_times_and_a_booking(program, call):  # noqa: F811
    path = f"/meeting-types/{call.pk}/slots"
    slots = program.get(f"{path}?first=2026-03-03&last=2026-03-03").json()["items"]
    assert slots[0] == wire(FIRST) and len(slots) == 16
    body = {"type_id": str(call.pk), "starts_at": slots[0], "name": "Jo March", "email": "jo@acme.example", "answers": ["A brand"]}
    made = program.post("/bookings", body)
    assert made.status_code == 201, made.content
    told = made.json()
    assert told["client_id"] and told["answers"] == [{"question": "What is it about?", "answer": "A brand"}] and told["where"].startswith("https://video")
    assert slots[0] not in program.get(f"{path}?first=2026-03-03&last=2026-03-03").json()["items"]
    again = program.post("/bookings", body)
    assert again.status_code == 409
    for days in ("first=2026-03-03&last=2026-09-03", "first=9999-12-31&last=9999-12-31", "first=2026-03-03&last=2026-03-02"):
        assert program.get(f"{path}?{days}").status_code == 422
    for moment in ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2026-03-03T17:07:00Z"):
        assert program.post("/bookings", {**body, "starts_at": moment}).status_code in (409, 422)


def test_move_cancel_note_and_missed(program, call):  # noqa: F811
    body = {"type_id": str(call.pk), "starts_at": wire(FIRST), "name": "Nora", "email": "nora@quill.example"}
    told = program.post("/bookings", body).json()
    path = f"/bookings/{told['id']}"
    assert program.post(f"{path}/missed").status_code == 409
    moved = program.post(f"{path}/move", {"starts_at": wire(FIRST + DAY)})
    assert moved.status_code == 200 and moved.json()["starts_at"] == wire(FIRST + DAY)
    assert program.put(f"{path}/note", {"note": "Big budget"}).json()["note"] == "Big budget"
    assert program.post(f"{path}/cancel", {"reason": "Ill"}).json()["state"] == "cancelled"
    assert program.post(f"{path}/move", {"starts_at": wire(FIRST)}).status_code == 409
    assert [each["id"] for each in program.get("/bookings?state=cancelled").json()["items"]] == [told["id"]]
    assert program.get(f"/bookings?since={wire(FIRST + 2 * DAY)}").json()["items"] == []
    told = program.post("/bookings", body).json()
    with clock.moved(FIRST + DAY):
        assert program.post(f"/bookings/{told['id']}/missed").json()["state"] == "missed"
