"""Trust by the API: standings, one account, the weights."""

from clientkeep.foundation import clock
from clientkeep.lifecycle.retention.trust.standing import read_all
from clientkeep.relationship.conversations.models import LogEntry


def test_standings_come_by_pages_the_lowest_first(cast, api):
    LogEntry.write(cast.acme, "call", "We talked.", cast.by, at=clock.now())
    read_all(cast.north)
    call = api(cast.olivia)
    first = call.get("/trust?limit=1").json()
    assert [row["client_id"] for row in first["items"]] == [str(cast.bloom.pk)] and first["next"]
    second = call.get(f"/trust?limit=1&cursor={first['next']}").json()
    assert [row["client_id"] for row in second["items"]] == [str(cast.acme.pk)] and second["next"] is None
    assert second["items"][0]["balance"] == 2.0


def test_an_account_says_why(cast, api):
    LogEntry.write(cast.acme, "call", "We talked.", cast.by, at=clock.now())
    told = api(cast.olivia).get(f"/trust/clients/{cast.acme.pk}").json()
    assert told["level"] == "thin" and told["turn"] is None
    assert [(line["signal"], line["points"]) for line in told["lines"]] == [("talk", 2)]


def test_weights_are_read_by_all_and_changed_by_who_may(cast, api):
    assert api(cast.theo).get("/trust/weights").json()["points"]["talk"] == 2
    assert api(cast.theo).put("/trust/weights", {"half_life": 30}).status_code == 403
    changed = api(cast.olivia).put("/trust/weights", {"half_life": 30, "points": {"talk": 3}})
    assert changed.json()["half_life"] == 30 and changed.json()["points"]["talk"] == 3
    refused = api(cast.olivia).put("/trust/weights", {"half_life": 30, "points": {"rumour": 3}})
    assert refused.status_code == 422 and refused.json()["field"] == "rumour"
