"""How often clients hear from the firm, by program."""


def test_programs_read_and_choose_the_days(cast, api):
    call = api(cast.olivia)
    assert call.get("/cadence").json() == {"tier_a": 14, "tier_b": 30, "tier_c": 90, "no_tier": 60}
    assert call.put("/cadence", {"tier_c": 120}).json()["tier_c"] == 120
    assert call.put("/cadence", {"tier_a": 0}).status_code == 422
    assert api(cast.theo).put("/cadence", {"tier_a": 1}).status_code == 403
    assert api(cast.theo).get("/cadence").json()["tier_c"] == 120
    assert api(cast.sid).get("/cadence").json()["tier_c"] == 90
