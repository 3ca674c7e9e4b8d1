"""How often clients hear from the firm, by program."""

import datetime as dt

from clientkeep.foundation import clock
from clientkeep.relationship.clients.models import Client


def test_programs_read_and_choose_the_days(cast, api):
    call = api(cast.olivia)
    assert call.get("/cadence").json() == {"tier_a": 14, "tier_b": 30, "tier_c": 90, "no_tier": 60, "dormant": 90}
    assert call.put("/cadence", {"tier_c": 120}).json()["tier_c"] == 120
    assert call.put("/cadence", {"dormant": 30}).json() | {"tier_c": 120} == call.get("/cadence").json() and call.get("/cadence").json()["dormant"] == 30
    assert call.put("/cadence", {"tier_a": 0}).status_code == 422
    assert api(cast.theo).put("/cadence", {"tier_a": 1}).status_code == 403
    assert api(cast.theo).get("/cadence").json()["tier_c"] == 120
    assert api(cast.sid).get("/cadence").json()["tier_c"] == 90


def test_programs_ask_for_who_is_dormant(cast, api):
    long_ago = clock.now() - dt.timedelta(days=100)
    Client.objects.filter(pk=cast.bloom.pk).update(created_at=long_ago, stage="active")
    assert [row["name"] for row in api(cast.olivia).get("/clients?missing=dormant").json()["items"]] == [cast.bloom.name]
    assert api(cast.olivia).get("/clients?missing=nonsense").status_code == 422
