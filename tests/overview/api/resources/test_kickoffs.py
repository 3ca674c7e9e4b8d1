"""Kickoffs through the interface: planned, agenda changed and sent, noted, held with a recap, cancelled."""

from clientkeep.relationship.conversations.models import Decision, LogEntry, Promise
from clientkeep.workspace.mail.models import Letter


def begun(cast, call, **more) -> dict:
    made = call.post("/kickoffs", {"client_id": str(cast.acme.pk), "contact_ids": [str(cast.jo.pk)], "about": "Goals", **more})
    assert made.status_code == 201, made.content
    return made.json()


def test_one_is_planned_noted_and_held(cast, api):
    call = api(cast.olivia)
    told = begun(cast, call, title="Kickoff: Identity", member_ids=[str(cast.olivia.pk)], minutes=60)
    url = f"/kickoffs/{told['id']}"
    assert (told["state"], told["agenda"][0]["text"], told["contact_ids"]) == ("planned", "- Goals", [str(cast.jo.pk)])
    changed = call.patch(url, {"starts_at": "2027-03-04T18:00:00Z", "place": "Their shop"}).json()
    assert (changed["starts_at"][:16], changed["place"], changed["minutes"]) == ("2027-03-04T18:00", "Their shop", 60)
    added = call.post(f"{url}/items", {"title": "Photographs"})
    assert added.status_code == 201
    item = added.json()["agenda"][-1]["id"]
    assert call.post(f"/agenda-items/{item}/place", {"where": "earlier"}).json()["agenda"][-2]["id"] == item
    noted = call.patch(f"/agenda-items/{item}", {"title": "Pictures", "notes": "Their own", "decisions": ["They take them", "In colour"]}).json()
    assert (noted["title"], noted["notes"], noted["decisions"]) == ("Pictures", "Their own", ["They take them", "In colour"])
    acted = call.post(f"/agenda-items/{item}/actions", {"side": "theirs", "what": "Send them", "contact_id": str(cast.jo.pk), "due_on": "2027-03-12"})
    assert acted.status_code == 201 and acted.json()["actions"][0]["due_on"] == "2027-03-12"
    assert call.post(f"/agenda-items/{item}/removal", {}).status_code == 409
    for _ in range(2):
        held = call.post(f"{url}/holding", {"minutes": 45}).json()
    assert (held["state"], held["entry_id"], LogEntry.objects.get().minutes) == ("held", str(LogEntry.objects.get().pk), 45)
    assert call.get(f"/recaps/{held['recap_id']}").json()["state"] == "draft"
    assert (Decision.objects.count(), str(Promise.objects.get().pk)) == (2, acted.json()["actions"][0]["id"])
    assert call.patch(url, {"place": "Elsewhere"}).status_code == 409
    assert [row["id"] for row in call.get("/kickoffs?state=held").json()["items"]] == [told["id"]]
    assert api(cast.sid).get(url).status_code == 404


def test_the_agenda_goes_out_once(cast, api):
    call = api(cast.olivia)
    url = f"/kickoffs/{begun(cast, call)['id']}"
    for _ in range(2):
        sent = call.post(f"{url}/agenda-sending", {"subject": "Our agenda", "text": "As follows."})
    assert sent.status_code == 200 and sent.json()["agenda_sent_at"]
    assert Letter.objects.get().subject == "Our agenda"
    assert call.post(f"{url}/agenda-sending", {"contact_ids": [str(cast.ben.pk)]}).status_code == 422


def test_what_does_not_belong_is_refused(cast, api):
    call = api(cast.olivia)
    told = begun(cast, call)
    url, item = f"/kickoffs/{told['id']}", told["agenda"][0]["id"]
    for wrong in ({"title": None}, {"contact_ids": [str(cast.ben.pk)]}, {"member_ids": [str(cast.sid.pk)]}, {"minutes": 0}, {"booking_id": str(cast.jo.pk)}):
        assert call.patch(url, wrong).status_code == 422, wrong
    assert call.post(f"/agenda-items/{item}/actions", {"side": "ours", "what": "x", "contact_id": str(cast.jo.pk)}).status_code == 422
    assert call.post(f"{url}/cancellation", {"because": "They are ill"}).json()["because"] == "They are ill"
    assert call.post(f"{url}/holding", {}).status_code == 409
    invoice = cast.invoice(cast.bloom)
    assert call.post("/kickoffs", {"client_id": str(cast.acme.pk), "agreement_id": str(invoice.pk)}).status_code == 422


def test_actions_are_put_down_changed_and_taken_away(cast, api):
    call = api(cast.olivia)
    told = begun(cast, call)
    item = told["agenda"][0]["id"]
    first, second = (
        call.post(f"/agenda-items/{item}/actions", {"side": "theirs", "what": what, "contact_id": str(cast.jo.pk)}).json()["actions"][-1]["id"]
        for what in ("Send the pictures", "Ring the printer")
    )
    url = f"/kickoff-actions/{first}"
    changed = call.patch(url, {"what": "Send all pictures", "due_on": "2027-03-12"}).json()
    assert (changed["what"], changed["due_on"], changed["contact_id"]) == ("Send all pictures", "2027-03-12", str(cast.jo.pk))
    ours = call.patch(url, {"side": "ours"}).json()
    assert (ours["side"], ours["member_id"], ours["contact_id"], ours["what"]) == ("ours", None, None, "Send all pictures")
    assert call.patch(url, {"member_id": str(cast.theo.pk), "due_on": None}).json()["member_id"] == str(cast.theo.pk)
    read = call.get(url).json()
    assert (read["due_on"], read["member_id"]) == (None, str(cast.theo.pk))
    for wrong in ({"what": ""}, {"what": None}, {"side": None}, {"side": "both"}, {"contact_id": str(cast.jo.pk)}, {"member_id": str(cast.sid.pk)}):
        assert call.patch(url, wrong).status_code == 422, wrong
    assert [each["id"] for each in call.post(f"/kickoff-actions/{second}/removal", {}).json()["actions"]] == [first]
    assert call.get(f"/kickoff-actions/{second}").status_code == 404
    assert api(cast.sid).get(url).status_code == 404
    call.post(f"/kickoffs/{told['id']}/holding", {})
    assert str(Promise.objects.get().pk) == first
    assert (call.patch(url, {"what": "Too late"}).status_code, call.post(f"{url}/removal", {}).status_code) == (409, 409)
    assert call.post(f"/promises/{first}/keeping", {}).status_code in (200, 201)
    assert Promise.objects.get().state == "kept"
