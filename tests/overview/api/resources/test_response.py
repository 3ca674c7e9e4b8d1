"""The response clock, hours and absences by program: the same verbs, the same figures."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from clientkeep.relationship.conversations.models import Message, Thread, Wait
from clientkeep.relationship.conversations.response.keeping import keep_all
from clientkeep.workspace.members.acting import Actor

PACIFIC = ZoneInfo("America/Los_Angeles")
JO = Actor("contact", None, "Jo March")


@pytest.fixture
def thread(cast):
    thread = Thread.begin(cast.acme, "The booking page")
    Message.receive(thread, JO, text="?", channel="mail", at=dt.datetime(2026, 3, 9, 10, tzinfo=PACIFIC))
    Message.write(thread, cast.by, text="!", channel="mail", at=dt.datetime(2026, 3, 9, 11, tzinfo=PACIFIC))
    Message.receive(thread, JO, text="??", channel="mail")
    keep_all(cast.north)
    return thread


def test_waits_are_listed_and_set_by_hand(cast, api, thread):
    call = api(cast.olivia)
    rows = call.get("/waits?side=us").json()["items"]
    assert [(row["about"], row["working_seconds"]) for row in rows if row["ended_at"]] == [("The booking page", 3600)]
    (waiting,) = call.get("/waits?state=open").json()["items"]
    told = call.post(f"/waits/{waiting['id']}/hand-over").json()
    assert (told["ended_as"], call.post(f"/waits/{waiting['id']}/settle").status_code) == ("handed", 409)
    (theirs,) = call.get("/waits?state=open&side=them").json()["items"]
    assert call.post(f"/waits/{theirs['id']}/take-over").status_code == 200
    assert Wait.objects.on_us().count() == 1
    assert api(cast.sid).get(f"/waits/{waiting['id']}").status_code == 404
    assert api(cast.carla).post(f"/waits/{waiting['id']}/settle").status_code == 403


def test_pages_of_waits_follow_each_other(cast, api, thread):
    call, seen, cursor = api(cast.mia), [], ""
    while cursor is not None:
        page = call.get(f"/waits?limit=1&cursor={cursor}").json()
        seen += [row["id"] for row in page["items"]]
        cursor = page["next"]
    assert len(seen) == len(set(seen)) == Wait.objects.count()


def test_figures_are_those_of_the_page(cast, api, thread):
    told = api(cast.olivia).get("/response-times?first=2026-03-09&last=2026-03-09").json()
    assert (told["answered"], told["median_seconds"], told["share_in_time"]) == (1, 3600, 1.0)
    assert api(cast.olivia).get("/response-times?first=2026-03-09&last=2026-03-01").status_code == 422
    assert api(cast.sid).get("/response-times?first=2026-03-09&last=2026-03-09").json()["answered"] == 0


def test_promises_are_read_and_made(cast, api):
    call = api(cast.olivia)
    assert call.get("/response-promises").json()["everybody"]["words"] == "within one business day"
    told = call.put("/response-promises", {"amount": 4, "unit": "hours", "tier": "a"}).json()
    assert told["tiers"] == {"a": {"amount": 4, "unit": "hours", "words": "within 4 working hours"}}
    assert call.put("/response-promises", {"tier": "a"}).json()["tiers"] == {}
    assert call.put("/response-promises", {}).status_code == 422
    foreign = {"amount": 1, "unit": "hours", "client_id": str(cast.zephyr.pk)}
    assert call.put("/response-promises", foreign).status_code == 422
    assert api(cast.theo).put("/response-promises", {"amount": 4, "unit": "hours"}).status_code == 403


def test_hours_and_closed_days(cast, api):
    call, day = api(cast.olivia), (cast.north.today() + dt.timedelta(days=9)).isoformat()
    assert call.get("/working-hours").json()["days"]["monday"] == "9:00-17:00"
    kept = call.put("/working-hours", {"monday": "9-13, 14-18", "country": "US"}).json()
    assert (kept["days"]["monday"], kept["days"]["tuesday"]) == ("9:00-13:00, 14:00-18:00", "")
    assert call.put("/working-hours", {"monday": "nine"}).json()["field"] == "monday"
    closed = call.post("/working-hours/closed-days", {"name": "Break", "first": day}).json()
    assert call.get("/working-hours/closed-days").json()["items"] == [closed]
    assert api(cast.sid).delete(f"/working-hours/closed-days/{closed['id']}").status_code == 404
    assert call.delete(f"/working-hours/closed-days/{closed['id']}").status_code == 200
    assert api(cast.mia).put("/working-hours/own", {"monday": "8-9"}).json()["days"]["monday"] == "8:00-9:00"


def test_absences_are_planned_by_those_who_may(cast, api):
    first, last = (cast.north.today() + dt.timedelta(days=days) for days in (3, 5))
    body = {"first": first.isoformat(), "last": last.isoformat(), "cover_id": str(cast.theo.pk)}
    made = api(cast.mia).post("/absences", body).json()
    assert (made["member_id"], made["cover_id"]) == (str(cast.mia.pk), str(cast.theo.pk))
    others = {**body, "member_id": str(cast.carla.pk)}
    assert api(cast.mia).post("/absences", others).status_code == 403
    assert api(cast.adam).post("/absences", others).status_code == 201
    assert api(cast.adam).post("/absences", {**body, "member_id": str(cast.sid.pk)}).json()["field"] == "member_id"
    assert len(api(cast.adam).get("/absences").json()["items"]) == 2
    assert api(cast.theo).post(f"/absences/{made['id']}/cancel").status_code == 404
    assert api(cast.mia).post(f"/absences/{made['id']}/cancel").json()["is_cancelled"] is True
