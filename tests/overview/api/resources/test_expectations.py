"""Expectations letters through the interface: drafted from the record, changed, sent, put away."""

from clientkeep.workspace.mail.models import Letter


def test_a_letter_is_drafted_changed_and_sent(cast, api):
    call = api(cast.olivia)
    made = call.post("/expectations", {"client_id": str(cast.acme.pk), "contact_id": str(cast.jo.pk), "amount": 2, "unit": "hours"})
    assert made.status_code == 201, made.content
    told, url = made.json(), f"/expectations/{made.json()['id']}"
    assert (told["state"], told["amount"], told["unit"], "What we need from you" in told["text"]) == ("draft", 2, "hours", True)
    assert "What you get" in told["unfilled"]
    assert "What you get" in call.post(f"{url}/sending", {}).json()["detail"]
    assert call.patch(url, {"text": "We answer at once.", "every": ""}).json()["every"] == ""
    assert call.patch(url, {"subject": None}).status_code == 422
    sent = call.post(f"{url}/sending", {}).json()
    assert (sent["state"], len(sent["digest"]), sent["contact_id"]) == ("sent", 64, str(cast.jo.pk))
    assert call.post(f"{url}/sending", {}).status_code == 409 and call.post(f"{url}/discarding", {}).status_code == 409
    assert Letter.objects.filter(purpose="expectations").count() == 1
    assert [row["id"] for row in call.get(f"/expectations?state=sent&client_id={cast.acme.pk}").json()["items"]] == [told["id"]]
    assert api(cast.sid).get(url).status_code == 404


def test_a_draft_is_put_away(cast, api):
    call = api(cast.olivia)
    made = call.post("/expectations", {"client_id": str(cast.acme.pk)}).json()
    assert call.post(f"/expectations/{made['id']}/discarding", {}).json()["state"] == "discarded"
    assert call.patch(f"/expectations/{made['id']}", {"text": "Late"}).status_code == 409
