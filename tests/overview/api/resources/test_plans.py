"""Communication plans by program: the same verbs, the same refusals."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.relationship.rhythm.models import PlanLine

MONDAY = dt.datetime(2026, 3, 2, 20, tzinfo=dt.UTC)


@pytest.fixture
def line(cast):
    with clock.moved(MONDAY):
        return PlanLine.add(cast.acme, cast.by, contact=cast.jo, channel="call", every="P2W", owner=cast.theo)


def test_programs_plan_by_the_same_verbs(cast, line, api):
    call = api(cast.olivia)
    body = {"client_id": str(cast.acme.pk), "every": 1, "unit": "month", "contact_id": str(cast.sam.pk)}
    made = call.post("/plan-lines", body)
    assert made.status_code == 201 and made.json()["unit"] == "month"
    assert call.post("/plan-lines", {**body, "contact_id": str(cast.ben.pk)}).status_code == 422
    assert [row["id"] for row in call.get(f"/plan-lines?client_id={cast.acme.pk}").json()["items"]] == [made.json()["id"], str(line.pk)]
    assert [row["id"] for row in call.get("/plan-lines?due=true").json()["items"]] == [str(line.pk)]
    day = (cast.north.today() + dt.timedelta(days=1)).isoformat()
    assert call.post(f"/plan-lines/{line.pk}/day", {"day": day}).json()["next_on"] >= day
    assert call.post(f"/plan-lines/{line.pk}/skipping", {"because": "On leave"}).status_code == 200
    assert call.put(f"/plan-lines/{line.pk}", {"every": 3, "unit": "day"}).json()["every"] == 3
    assert call.post(f"/plan-lines/{line.pk}/removal", {}).json()["is_removed"]
    assert api(cast.sid).get(f"/plan-lines/{line.pk}").status_code == 404
    assert api(cast.carla).post(f"/plan-lines/{line.pk}/removal", {}).status_code == 403


def test_suggested_lines_are_listed_taken_over_dismissed_and_suggested_again(cast, api):
    cast.jo.change(cast.by, power="high", interest="low")
    call, at = api(cast.olivia), f"/clients/{cast.acme.pk}/plan-suggestions"
    [told] = call.get(at).json()["items"]
    assert (told["contact_id"], told["quadrant"], told["channel"], told["every"], told["unit"]) == (str(cast.jo.pk), "satisfy", "mail", 1, "month")
    assert call.post(f"/plan-suggestions/{cast.jo.pk}/dismissal", {}).status_code == 204
    assert call.get(at).json()["items"] == []
    assert call.post(f"/plan-suggestions/{cast.jo.pk}/return", {}).status_code == 204
    first = call.post(f"/plan-suggestions/{cast.jo.pk}/taking", {}).json()
    assert call.post(f"/plan-suggestions/{cast.jo.pk}/taking", {}).json()["id"] == first["id"]
    assert call.post(f"/plan-suggestions/{cast.sam.pk}/taking", {}).status_code == 409
    assert api(cast.sid).get(at).status_code == 404
