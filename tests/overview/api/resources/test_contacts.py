"""People at clients, through the API."""


def test_power_and_interest_are_given_told_and_checked(cast, api):
    call = api(cast.olivia)
    told = call.patch(f"/contacts/{cast.jo.pk}", {"power": "high", "interest": "low"}).json()
    assert (told["power"], told["interest"], told["quadrant"]) == ("high", "low", "satisfy")
    assert call.patch(f"/contacts/{cast.jo.pk}", {"power": "medium"}).status_code == 422
    assert call.patch(f"/contacts/{cast.jo.pk}", {"interest": ""}).json()["quadrant"] == ""
    assert api(cast.carla).patch(f"/contacts/{cast.jo.pk}", {"power": "low"}).status_code == 403
