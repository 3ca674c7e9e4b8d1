"""Before the first agreement, by the interface: a stranger's mail becomes an inquiry, an inquiry an opportunity."""

from clientkeep.lifecycle.sales.inquiries.from_mail import inquiry_from
from clientkeep.lifecycle.sales.models import Inquiry, Opportunity
from clientkeep.relationship.conversations.mailboxes.filing import Fetched, Filing
from tests.mails import mail


def test_a_mail_becomes_an_inquiry_and_that_an_opportunity(cast, api):
    arrival = Filing(cast.north).file(Fetched.of(mail(sender="Ann Lee <ann@tide.example>"))).thing
    caller = api(cast.olivia)
    decided = caller.post(f"/waiting-mail/{arrival.pk}/decision", {"act": "inquire"})
    assert (decided.status_code, decided.json()) == (200, {"outcome": "inquired"})
    inquiry = Inquiry.objects.get()
    assert caller.get("/inquiries").json()["items"][0]["source"] == "E-mail"
    made = caller.post(f"/inquiries/{inquiry.pk}/opportunity", {"title": "A sign"})
    assert made.status_code == 200 and Opportunity.objects.get().email == "ann@tide.example"
    assert caller.post(f"/inquiries/{inquiry.pk}/declining", {"subject": "No", "text": "No"}).status_code == 409


def test_criteria_are_answered_and_the_gate_holds_here_too(cast, api):
    caller = api(cast.olivia)
    made = caller.post("/criteria", {"label": "Reach", "kind": "number", "weight": 40, "lines": ["0 = 0", "5000 = 100"]})
    assert made.status_code == 201 and made.json()["lines"] == ["0 = 0", "5000 = 100"]
    assert caller.post("/criteria", {"label": "Odd", "kind": "formula", "weight": 1, "lines": ["0 = 0"], "formula": "import os"}).status_code == 422
    stages = caller.get("/stages").json()["items"]
    gate = {"name": "Proposal sent", "probability": 60, "stale_days": 10, "least_score": 25}
    assert caller.put(f"/stages/{stages[2]['id']}", gate).json()["least_score"] == 25
    straight = caller.post("/opportunities", {"title": "Straight", "name": "Somebody", "stage_id": stages[2]["id"]})
    assert straight.status_code == 409 and not Opportunity.objects.exists()
    found = caller.post("/opportunities", {"title": "A sign", "client_id": str(cast.acme.pk)}).json()["id"]
    shut = caller.post(f"/opportunities/{found}/move", {"stage_id": stages[3]["id"]})
    assert shut.status_code == 409 and "this has 0" in shut.content.decode()
    said = {"answers": [{"criterion_id": made.json()["id"], "answer": "8000"}]}
    judged = caller.send("PATCH", f"/opportunities/{found}/qualification", said).json()
    assert (judged["score"], judged["open"], judged["parts"][-1]["why"]) == (29, 5, "8,000 is at least 5,000")
    assert caller.post(f"/opportunities/{found}/move", {"stage_id": stages[2]["id"]}).status_code == 200


def test_checklists_are_kept_and_one_is_chosen_for_an_opportunity(cast, api):
    caller = api(cast.olivia)
    usual = caller.get("/checklists").json()["items"][0]
    assert (usual["name"], usual["is_usual"]) == ("Usual checklist", True)
    made = caller.post("/checklists", {"name": "Shops", "threshold": 30})
    assert made.status_code == 201
    here = f"/checklists/{made.json()['id']}"
    assert caller.post("/checklists", {"name": "Odd", "like_id": str(cast.acme.pk)}).status_code == 422
    assert caller.post("/checklists", {"name": "shops"}).status_code == 422
    sells = caller.post(f"{here}/criteria", {"label": "Sells already", "kind": "yes_no", "weight": 100, "lines": ["Yes = 100", "No = out"]}).json()
    assert [each["label"] for each in caller.get(f"{here}/criteria").json()["items"]][-1] == "Sells already"
    assert len(caller.get("/criteria").json()["items"]) == 5
    found = caller.post("/opportunities", {"title": "A sign", "client_id": str(cast.acme.pk)}).json()["id"]
    judged = f"/opportunities/{found}/qualification"
    chosen = caller.put(f"{judged}/checklist", {"checklist_id": made.json()["id"]}).json()
    assert (chosen["checklist"], chosen["open"]) == ("Shops", 6)
    assert caller.put(f"{judged}/checklist", {"checklist_id": str(cast.acme.pk)}).status_code == 422
    said = caller.send("PATCH", judged, {"answers": [{"criterion_id": sells["id"], "answer": "Yes"}]}).json()
    assert said["score"] == 50
    assert caller.put(here, {"name": "Big shops"}).json()["threshold"] is None
    assert caller.post(f"{here}/archive", {}).json()["is_archived"] is True
    assert caller.post(f"{here}/usual", {}).status_code == 409
    assert caller.post(f"{here}/return", {}).json()["is_archived"] is False
    assert caller.post(f"{here}/usual", {}).json()["is_usual"] is True
    assert caller.post(f"{here}/archive", {}).status_code == 409
    assert caller.get(judged).json()["checklist"] == "Big shops"


def test_an_opportunity_is_let_past_for_a_reason(cast, api):
    caller = api(cast.olivia)
    found = caller.post("/opportunities", {"title": "A sign", "client_id": str(cast.acme.pk)}).json()["id"]
    stage = caller.get("/stages").json()["items"][2]["id"]
    caller.put(f"/stages/{stage}", {"name": "Proposal sent", "probability": 60, "stale_days": 10, "least_score": 90})
    assert caller.post(f"/opportunities/{found}/qualification/override", {"stage_id": stage, "reason": ""}).status_code == 422
    passed = caller.post(f"/opportunities/{found}/qualification/override", {"stage_id": stage, "reason": "An old friend"})
    assert passed.status_code == 200 and passed.json()["stage_id"] == stage


def test_the_guide_is_written_and_read(cast, api):
    caller = api(cast.olivia)
    found = caller.post("/opportunities", {"title": "A sign", "client_id": str(cast.acme.pk)}).json()["id"]
    asked = caller.get("/guide-questions").json()["items"]
    said = [{"prompt_id": asked[0]["id"], "answer": "They move", "was": ""}]
    assert caller.send("PATCH", f"/opportunities/{found}/guide", {"answers": said}).json()["items"][0]["answer"] == "They move"
    other = [{"prompt_id": asked[0]["id"], "answer": "They stay", "was": ""}]
    assert caller.send("PATCH", f"/opportunities/{found}/guide", {"answers": other}).status_code == 409
    assert caller.get(f"/opportunities/{found}/guide").json()["items"][0] == {
        "prompt_id": asked[0]["id"], "group": "need", "question": asked[0]["words"], "answer": "They move",
    }  # fmt: skip
    made = caller.post("/guide-questions", {"words": "Who else was asked?", "group": "risks"})
    assert made.status_code == 201 and caller.post(f"/guide-questions/{made.json()['id']}/retirement").status_code == 200


def test_the_files_of_a_mailed_inquiry_are_listed_and_handed_over(cast, api):
    caller = api(cast.olivia)
    came = Filing(cast.north).file(Fetched.of(mail(sender="Ann Lee <ann@tide.example>", files=[("door.txt", "text/plain", b"A door, drawn.")])))
    made = inquiry_from(came.thing, cast.by, cast.olivia)
    listed = caller.get(f"/inquiries/{made.pk}/files").json()
    assert [(each["name"], each["size"]) for each in listed["items"]] == [("door.txt", 14)] and listed["not_kept"] == []
    here = f"/inquiries/{made.pk}/files/{listed['items'][0]['id']}"
    assert b"".join(caller.get(here).streaming_content) == b"A door, drawn."
    assert api(cast.sid).get(here).status_code == 404
