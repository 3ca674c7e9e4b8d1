"""Hand-overs by program: listed, noted, acknowledged by the new owner alone."""

from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.journal.jobs import dispatch_event
from clientkeep.workspace.journal.models import Event


def test_a_program_changes_the_owner_and_the_new_one_acknowledges(cast, api):
    call, at = api(cast.olivia), f"/clients/{cast.acme.pk}/team"
    assert call.put(at, {"owner_id": str(cast.theo.pk)}).status_code == 200
    dispatch_event.call(str(Event.objects.get(slug="client.owner_changed").pk))
    [told] = call.get("/hand-overs?open=true").json()["items"]
    assert (told["client_id"], told["owner_id"], told["before_id"], told["is_open"]) == (str(cast.acme.pk), str(cast.theo.pk), None, True)
    assert call.get("/hand-overs?mine=true").json()["items"] == []
    one = f"/hand-overs/{told['id']}"
    assert call.put(f"{one}/note", {"note": "Ring before ten."}).json()["note_by"] == str(cast.olivia)
    assert call.post(f"{one}/acknowledgement", {}).status_code == 409
    assert api(cast.theo).get("/hand-overs?mine=true").json()["items"][0]["note"] == "Ring before ten."
    assert api(cast.theo).post(f"{one}/acknowledgement", {}).json()["is_open"] is False
    assert call.get("/hand-overs?open=true").json()["items"] == []
    assert api(cast.sid).get(one).status_code == 404
    assert Client.objects.get(pk=cast.acme.pk).owner == cast.theo
