"""The pipeline by program and by command line."""

import json

from clientkeep.config.commands import pipeline
from clientkeep.lifecycle.sales.models import Opportunity, Stage
from clientkeep.workspace.members.models import ApiToken


def caller(client, member):
    _, secret = ApiToken.issue(member, "A program", ["clients.see", "clients.edit"])
    sent = {"HTTP_AUTHORIZATION": f"Bearer {secret}", "content_type": "application/json"}

    def call(method, path, body=None):
        more = {"data": json.dumps(body)} if body is not None else {}
        return getattr(client, method)(f"/api/v1{path}", **more, **sent)

    return call


def test_a_program_notes_moves_and_loses(cast, client):
    call = caller(client, cast.olivia)
    stages = call("get", "/stages").json()["items"]
    made = call("post", "/opportunities", {"title": "Signs", "client_id": str(cast.acme.pk), "value": "1200.50", "source": "Fair"}).json()
    assert (made["value"], made["weighted"], made["probability"], made["stage_id"]) == ("1200.50", "120.05", 10, stages[0]["id"])
    here = f"/opportunities/{made['id']}"
    assert call("post", f"{here}/move", {"stage_id": stages[2]["id"]}).json()["probability"] == 60
    assert call("patch", here, {"next_step": "Ring"}).json()["next_step"] == "Ring"
    reasons = call("get", "/stages/reasons").json()["items"]
    lost = call("post", f"{here}/lose", {"reason_id": reasons[0]["id"]}).json()
    assert (lost["state"], lost["lost_reason"]) == ("lost", "Price")
    assert call("post", f"{here}/win").status_code == 409
    assert [each["id"] for each in call("get", "/opportunities?state=lost").json()["items"]] == [made["id"]]
    assert call("post", "/opportunities", {"title": "Signs", "client_id": str(cast.zephyr.pk)}).status_code == 422
    assert Stage.objects.count() == 4


def test_the_command_lists_what_one_may_see(cast):
    Opportunity.begin(cast.north, cast.by, "Signs", client=cast.acme, value_minor=120_050)
    Opportunity.begin(cast.north, cast.by, "Menu", client=cast.bloom)
    lines = [pipeline.line(cast.acting(cast.mia), row) for row in pipeline.found(cast.acting(cast.mia), "open", False, False, 10)]
    assert lines == ["New: Signs (Acme Studio), USD 1200.50 at 10 %"]
    assert [pipeline.as_wire(row)["whose"] for row in pipeline.found(cast.acting(cast.olivia), "open", False, False, 10)] == ["Acme Studio", "Bloom & Co"]
