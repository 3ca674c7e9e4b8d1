"""Sequences by program: written, started, read and stopped."""

from clientkeep.foundation import clock
from clientkeep.lifecycle.retention.models import SequenceRun, SequenceStep
from clientkeep.lifecycle.retention.sequences.jobs import go_on_with_sequences
from clientkeep.workspace.mail.models import Letter

LETTER = {"kind": "letter", "days": 0, "versions": [{"subject": "A word", "text": "Hello {contact}"}, {"language": "de", "subject": "Ein Wort", "text": "Hallo"}]}
TASK = {"kind": "task", "days": 1, "hour": 9, "what": "Ring them"}


def test_a_sequence_is_written_and_changed(cast, api):
    call = api(cast.olivia)
    made = call.post("/sequences", {"name": "Quiet quote", "steps": [LETTER, TASK]})
    assert made.status_code == 201 and [step["kind"] for step in made.json()["steps"]] == ["letter", "task"]
    url = f"/sequences/{made.json()['id']}"
    changed = call.patch(url, {"version": 1, "name": "Quieter", "steps": [TASK]}).json()
    assert changed["name"] == "Quieter" and len(changed["steps"]) == 1 and changed["version"] == 3
    assert call.patch(url, {"version": 1, "name": "Late"}).status_code == 409
    assert call.patch(url, {"version": 3, "put_away": True}).json()["put_away_at"]
    assert [row["name"] for row in call.get("/sequences").json()["items"]] == ["Quieter"]
    assert api(cast.sid).get("/sequences").json()["items"] == [] and api(cast.sid).get(url).status_code == 404
    assert api(cast.theo).post("/sequences", {"name": "Mine"}).status_code == 403


def test_one_of_ours_is_taken(cast, api):
    made = api(cast.olivia).post("/sequences", {"name": "Wake them", "begin_with": "dormant"}).json()
    assert len(made["steps"]) == 3


def test_what_is_wrong_is_named(cast, api):
    call = api(cast.olivia)
    for step, field in (({**TASK, "what": ""}, "what"), ({**LETTER, "versions": []}, "text"), ({**LETTER, "versions": [LETTER["versions"][0]] * 2}, "versions")):
        refused = call.post("/sequences", {"name": "Bad", "steps": [step]})
        assert refused.status_code == 422 and refused.json()["field"] == field
    assert call.post("/sequences", {"name": "Bad", "steps": [{**TASK, "days": 91}]}).status_code == 422
    made = call.post("/sequences", {"name": "Good", "steps": [TASK]}).json()["id"]
    assert call.post("/sequence-runs", {"sequence_id": made, "client_id": str(cast.zephyr.pk)}).json()["field"] == "client_id"
    assert call.post("/sequence-runs", {"sequence_id": str(cast.acme.pk), "client_id": str(cast.acme.pk)}).json()["field"] == "sequence_id"


def test_a_run_is_started_read_sent_and_stopped(cast, api):
    call = api(cast.olivia)
    sequence = call.post("/sequences", {"name": "Quiet quote", "steps": [LETTER, TASK]}).json()["id"]
    body = {"sequence_id": sequence, "client_id": str(cast.acme.pk)}
    run = call.post("/sequence-runs", body, key="one").json()
    assert call.post("/sequence-runs", body, key="one").json() == run and call.post("/sequence-runs", body, key="two").status_code == 409
    SequenceStep.objects.filter(due_at__isnull=False).update(opens_at=clock.now())
    go_on_with_sequences()
    step = call.get("/sequence-steps").json()["items"][0]
    assert (step["state"], step["subject"]) == ("waiting", "A word")
    assert call.put(f"/sequence-steps/{step['id']}", {"subject": "Another", "text": "Hello"}).json()["subject"] == "Another"
    sent = call.post(f"/sequence-steps/{step['id']}/approval", {"text": "Hello {contact}, again"})
    assert sent.json()["state"] == "outbox" and Letter.objects.get().subject == "Another"
    assert call.post(f"/sequence-steps/{step['id']}/approval", {}).status_code == 409
    assert call.post(f"/sequence-runs/{run['id']}/pause").json()["state"] == "paused"
    assert call.post(f"/sequence-runs/{run['id']}/resume").json()["state"] == "running"
    task = call.get(f"/sequence-runs/{run['id']}").json()["steps"][1]
    assert call.post(f"/sequence-steps/{task['id']}/done").status_code == 409
    assert call.post(f"/sequence-steps/{task['id']}/skip").json()["state"] == "skipped"
    stopped = call.post(f"/sequence-runs/{run['id']}/stop").json()
    assert stopped["state"] == "stopped" and stopped["because"] == "Olivia North stopped it"
    assert [row["id"] for row in call.get("/sequence-runs?state=stopped").json()["items"]] == [run["id"]]
    assert call.get("/sequence-runs?state=running").json()["items"] == []
    assert api(cast.sid).get(f"/sequence-runs/{run['id']}").status_code == 404 and SequenceRun.objects.count() == 1
