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
