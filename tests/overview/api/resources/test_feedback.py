"""Surveys, cases, asks and themes by program."""

import pytest

from clientkeep.lifecycle.retention.asks.model import Ask
from clientkeep.lifecycle.retention.cases.model import Case
from clientkeep.lifecycle.retention.surveys.model import Survey
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.queue import run_due_jobs

pytestmark = pytest.mark.django_db


def test_a_question_is_sent_once_and_its_answer_is_listed(cast, api):
    call = api(cast.theo)
    body = {"client_id": str(cast.acme.pk), "kind": "pulse"}
    first = call.post("/surveys", body, key="one")
    assert first.status_code == 201 and first.json()["contact_id"] == str(cast.jo.pk)
    assert call.post("/surveys", body, key="one").json() == first.json()
    assert call.post("/surveys", body, key="two").status_code == 409
    Survey.objects.get().answer(cast.by, 6, "Slow replies")
    told = call.get("/surveys?state=answered").json()["items"]
    assert [(row["score"], row["comment"], row["highest"]) for row in told] == [(6, "Slow replies", 10)]
    assert api(cast.sid).get("/surveys").json()["items"] == []
    assert api(cast.sid).get(f"/surveys/{first.json()['id']}").status_code == 404


@pytest.mark.parametrize("more", [{"kind": "mood"}, {"score": 10}, {"state": "answered"}, {"question": "x" * 301}])
def test_what_is_no_question_is_refused(cast, api, more):
    """A6."""
    assert api(cast.theo).post("/surveys", {"client_id": str(cast.acme.pk), "kind": "pulse", **more}).status_code == 422
    assert not Survey.objects.exists()


def test_foreign_things_in_a_body_are_refused(cast, api):
    """A5."""
    call = api(cast.olivia)
    assert call.post("/surveys", {"client_id": str(cast.zephyr.pk), "kind": "pulse"}).status_code == 422
    assert call.post("/surveys", {"client_id": str(cast.acme.pk), "contact_id": str(cast.ben.pk), "kind": "pulse"}).status_code == 422
    assert call.post("/cases", {"client_id": str(cast.acme.pk), "about": "x", "contact_id": str(cast.zoe.pk)}).status_code == 422
    assert call.post("/asks", {"client_id": str(cast.zephyr.pk), "kind": "referral", "win": "score"}).status_code == 422
    assert not (Survey.objects.exists() or Case.objects.exists() or Letter.objects.exists())


def test_a_case_is_led_to_its_end(cast, api):
    call = api(cast.theo)
    case = call.post("/cases", {"client_id": str(cast.acme.pk), "about": "the delay"}).json()
    first, *others = case["steps"]
    done = call.post(f"/cases/steps/{first['id']}", {"letter": "We heard you."}).json()
    assert done["steps"][0]["done_at"] and Letter.objects.get().text == "We heard you."
    assert call.post(f"/cases/steps/{first['id']}", {"letter": "Again"}).status_code == 409
    assert call.post(f"/cases/steps/{others[0]['id']}", {"act": "skip"}).status_code == 422
    for step in others:
        call.post(f"/cases/steps/{step['id']}", {"act": "skip", "note": "By phone"})
    assert call.post(f"/cases/{case['id']}/closing").status_code == 409
    resolved = call.post(f"/cases/{case['id']}/outcome", {"outcome": "Delivered", "letter": "It is here."}).json()
    assert (resolved["state"], resolved["outcome"]) == ("resolved", "Delivered")
    assert call.post(f"/cases/{case['id']}/closing").json()["state"] == "closed"
    assert call.post(f"/cases/{case['id']}/reopening").json()["state"] == "open"
    assert [row["id"] for row in call.get("/cases?state=open").json()["items"]] == [case["id"]]
    assert api(cast.carla).post("/cases", {"client_id": str(cast.acme.pk), "about": "x"}).status_code == 403


def test_praise_is_published_while_consent_holds(cast, api):
    call = api(cast.theo)
    body = {"client_id": str(cast.acme.pk), "kind": "testimonial", "win": "praise"}
    ask = call.post("/asks", body).json()
    assert call.post("/asks", body).status_code == 409
    assert call.post(f"/asks/{ask['id']}/publication").status_code == 409
    Ask.objects.get().give_words(cast.by, "Splendid", True, ["company"])
    call.post(f"/asks/{ask['id']}/publication")
    assert call.get("/asks/published").json()["items"][0]["signed"] == "Acme Studio"
    assert api(cast.sid).get("/asks/published").json() == {"items": []}
    assert call.post(f"/asks/{ask['id']}/withdrawal").json()["state"] == "withdrawn"
    assert call.get("/asks/published").json() == {"items": []}


def test_themes_are_added_counted_and_decided(cast, api):
    call = api(cast.theo)
    theme = call.post("/themes", {"name": "Slow replies", "words": ["slow"]}).json()
    call.post("/surveys", {"client_id": str(cast.acme.pk), "kind": "pulse"})
    Survey.objects.get().answer(cast.by, 8, "A bit slow")
    run_due_jobs()
    assert [(row["answers"], row["clients"]) for row in call.get("/themes").json()["items"]] == [(1, 1)]
    told = call.post(f"/themes/{theme['id']}/decision", {"decision": "kept", "answer": "We are two people."}).json()
    assert (told["decision"], told["answer"]) == ("kept", "We are two people.")
    assert api(cast.sid).post(f"/themes/{theme['id']}/decision", {"decision": "kept", "answer": "x"}).status_code == 404
