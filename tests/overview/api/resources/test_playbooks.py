"""Playbooks through the interface: written, started, done, skipped, sent and stopped."""

from clientkeep.workspace.mail.models import Letter

LETTER = {"key": "hello", "kind": "letter", "side": "us", "title": "Welcome", "subject": "Welcome to {firm}", "text": "Hello {contact},\n\nwelcome."}
LOGO = {"key": "logo", "kind": "task", "side": "client", "title": "Send the logo"}
DRAW = {"kind": "task", "side": "us", "title": "Draw", "days": 2, "after": "logo", "only_if": {"step": "logo", "value": "done"}}


def test_a_playbook_is_written_and_changed(cast, api):
    call = api(cast.olivia)
    made = call.post("/playbooks", {"name": "Design", "begins": "gate.opened", "steps": [LETTER, LOGO, DRAW]})
    assert made.status_code == 201, made.content
    told, url = made.json(), f"/playbooks/{made.json()['id']}"
    assert told["steps"][2]["only_if"] == {"step": "logo", "field": "", "value": "done"} and told["steps"][2]["key"]
    changed = call.patch(url, {"version": 1, "mentions": "logo", "steps": [LOGO]})
    assert (changed.json()["begins"], changed.json()["mentions"], len(changed.json()["steps"])) == ("gate.opened", "logo", 1)
    assert call.patch(url, {"version": 1, "name": "Late"}).status_code == 409
    assert call.patch(url, {"version": 3, "put_away": True}).json()["put_away_at"]
    assert call.post("/playbooks", {"name": "Bad", "steps": [{**LOGO, "after": "z"}]}).status_code == 422
    assert call.post("/playbooks", {"name": "Ours", "begin_with": "photography"}).json()["steps"][0]["kind"] == "letter"
    assert api(cast.sid).get(url).status_code == 404 and api(cast.theo).post("/playbooks", {"name": "Mine"}).status_code == 403


def test_a_run_is_started_and_taken_to_its_end(cast, api):
    call = api(cast.olivia)
    playbook = call.post("/playbooks", {"name": "Design", "steps": [LETTER, LOGO, DRAW, {**LOGO, "key": "fonts", "title": "Send the fonts"}]}).json()["id"]
    run = call.post("/playbook-runs", {"playbook_id": playbook, "client_id": str(cast.acme.pk), "contact_id": str(cast.jo.pk)})
    assert run.status_code == 201, run.content
    url = f"/playbook-runs/{run.json()['id']}"
    hello, logo, draw = (f"/playbook-steps/{step['id']}" for step in run.json()["steps"][:3])
    assert call.get(draw).json()["waits_for"] == "“Send the logo”"
    assert call.post(f"{logo}/done", {}).json()["state"] == "done"
    assert call.post(f"{draw}/skip", {"because": "Drawn already"}).json()["note"] == "Drawn already"
    assert call.post(f"{draw}/skip", {"because": "Again"}).status_code == 409
    assert call.post(f"{hello}/done", {}).status_code == 409
    assert call.post("/playbook-runs", {"playbook_id": playbook, "client_id": str(cast.acme.pk)}).status_code == 409
    assert call.post(f"{url}/stop", {"because": "They wait"}).json()["state"] == "stopped"
    assert call.get("/playbook-runs?state=stopped").json()["items"][0]["because"] == "They wait"
    assert not Letter.objects.exists()
