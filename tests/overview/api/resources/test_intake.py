"""Intake forms by program: written, sent, read, taken back."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_form_is_written_sent_read_and_taken_back(cast, api):
    call = api(cast.olivia)
    refused = call.post("/intake-forms", {"name": "Start", "text": "No kind here"})
    assert (refused.status_code, refused.json()["field"]) == (422, "text")
    form = call.post("/intake-forms", {"name": "Start", "text": "Which day? [date, required]"}).json()
    assert [row["name"] for row in call.get("/intake-forms").json()["items"]] == ["Start"]
    given = {"form_id": form["id"], "client_id": str(cast.acme.pk), "contact_id": str(cast.jo.pk)}
    sent = [call.post("/intake", given, key="one").json() for _ in range(2)]
    assert sent[0]["id"] == sent[1]["id"]
    assert sent[0]["answers"] == [{"key": "q1", "label": "Which day?", "answer": "", "about_project": False}]
    assert [row["id"] for row in call.get("/intake?state=open").json()["items"]] == [sent[0]["id"]]
    assert call.post(f"/intake/{sent[0]['id']}/withdrawal").json()["state"] == "withdrawn"
    assert call.post(f"/intake/{sent[0]['id']}/withdrawal").status_code == 409
    assert api(cast.sid).get(f"/intake/{sent[0]['id']}").status_code == 404
    assert api(cast.sid).post("/intake", given).status_code == 422
