"""A proposal by program: written, sent, chosen, accepted, replaced."""

from clientkeep.lifecycle.sales.models import CaseStudy
from tests.lifecycle.agreements.proposals.offer import BLOCKS, block_of, proposal


def test_from_blocks_to_a_choice(cast, api):
    call = api(cast.olivia)
    made = call.post("/documents", {"kind": "proposal", "client_id": str(cast.acme.pk), "title": "A new site", "currency": "EUR"})
    assert made.status_code == 201, made.content
    where = f"/documents/{made.json()['id']}"
    said = call.put(f"{where}/blocks", {"blocks": BLOCKS})
    assert said.status_code == 200, said.content
    assert [block["type"] for block in said.json()["blocks"]] == [block["type"] for block in BLOCKS]
    again = call.put(f"{where}/blocks", {"blocks": said.json()["blocks"], "version": said.json()["version"]})
    assert again.status_code == 200, again.content
    assert again.json()["blocks"] == said.json()["blocks"]
    assert call.put(f"{where}/blocks", {"blocks": [], "version": 1}).status_code == 409
    assert call.post(f"{where}/issue", {}).json()["number"].startswith("P-")
    full = said.json()["blocks"][4]["id"]
    assert call.post(f"{where}/accept", {"name": "Jo"}).status_code == 422
    accepted = call.post(f"{where}/accept", {"name": "Jo", "package": full, "options": [said.json()["options"][1]["key"]]})
    assert accepted.json()["state"] == "accepted", accepted.content
    choice = call.get(f"{where}/blocks").json()["choice"]
    assert (choice["package_title"], choice["total"], choice["deposit"]) == ("Full", "11280.01", "5640.01")
    assert [each["amount"] for each in choice["payments"]] == ["5640.01", "5640.00"]


def test_case_studies_by_program(cast, api):
    study = CaseStudy.write(cast.north, cast.by, title="Signs that people follow", work="Four signs.")
    draft, call = proposal(cast, issued=False), api(cast.olivia)
    where, blocks = f"/documents/{draft.pk}", [*BLOCKS, {"type": "case_studies", "rows": [{"study_id": str(study.pk)}]}]
    assert call.put(f"{where}/blocks", {"blocks": blocks}).json()["blocks"][-1]["rows"] == [{"title": study.title, "study_id": str(study.pk)}]
    refused = call.post(f"{where}/issue", {})
    assert refused.status_code == 422 and f"blocks[{len(BLOCKS)}].rows[0].study_id" in refused.content.decode()
    study.publish(cast.by)
    assert call.post(f"{where}/issue", {}).status_code == 200
    assert call.get(f"{where}/blocks").json()["blocks"][-1]["rows"][0]["work"] == "Four signs."
    assert call.put(f"{where}/blocks", {"blocks": [{"type": "case_studies", "rows": [{"study_id": "none"}]}]}).status_code in (409, 422)


def test_what_is_wrong_is_named(cast, api):
    draft = proposal(cast, issued=False)
    call, where = api(cast.olivia), f"/documents/{draft.pk}/blocks"
    rows = [{"what": "Start", "share": "60%", "when": ""}, {"what": "Rest", "share": "60%", "when": ""}]
    refused = call.put(where, {"blocks": [{"type": "schedule", "rows": rows}]})
    assert refused.status_code == 422 and "blocks[0].rows[1].share" in refused.content.decode()
    assert call.put(where, {"blocks": [{"type": "price", "rows": [{"what": "x"}]}]}).status_code == 422


def test_a_new_version_replaces(cast, api):
    first, call = proposal(cast), api(cast.olivia)
    second = call.post(f"/documents/{first.pk}/versions", {})
    assert second.status_code == 201, second.content
    assert call.post(f"/documents/{second.json()['document_id']}/issue", {}).json()["number"] == f"{first.number} v2"
    assert call.get(f"/documents/{first.pk}/blocks").json()["replaced_by"] == second.json()["document_id"]
    package = block_of(first, "package")["id"]
    assert call.post(f"/documents/{first.pk}/accept", {"name": "Jo", "package": package}).status_code == 409
    assert call.get(f"/documents/{cast.document('quote').pk}/blocks").status_code == 404
