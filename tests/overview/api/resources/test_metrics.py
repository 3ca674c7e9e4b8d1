"""The figures by the API."""

from clientkeep.foundation import clock
from clientkeep.relationship.conversations.models import LogEntry


def test_every_figure_with_its_formula(cast, api):
    told = api(cast.olivia).get("/metrics?months=3").json()["items"]
    assert [figure["key"] for figure in told][:2] == ["retention", "time-to-payment"] and len(told) == 8
    assert all(figure["formula"] and figure["last"] == cast.north.today().isoformat() for figure in told)


def test_one_figure_with_its_rows_for_who_may_see_them(cast, api):
    for client in (cast.acme, cast.bloom):
        client.move_to("active", cast.by)
    LogEntry.write(cast.acme, "call", "Hello", cast.by, at=clock.now())
    told = api(cast.olivia).get("/metrics/rows?key=neglect").json()
    assert told["value"] == 0.0 and {row["client_id"] for row in told["rows"]} == {str(cast.acme.pk), str(cast.bloom.pk)}
    assert {row["client_id"] for row in api(cast.mia).get("/metrics/rows?key=neglect").json()["rows"]} == {str(cast.acme.pk)}


def test_what_makes_no_sense_is_refused_by_name(cast, api):
    call = api(cast.olivia)
    for query, field in (("to=2999-01-01", "to"), ("months=7", "months"), ("to=x", "to"), ("key=luck", "key")):
        refused = call.get(f"/metrics/rows?{query if 'key' in query else 'key=retention&' + query}")
        assert refused.status_code == 422 and refused.json()["field"] == field
