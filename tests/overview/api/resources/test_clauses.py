"""Clauses by program: the library, and one in a proposal."""

from clientkeep.lifecycle.agreements.clauses.ready import READY


def test_from_the_library_into_a_proposal(cast, api):
    call = api(cast.olivia)
    assert len(call.post("/clauses/ready-made", {}).json()["items"]) == len(READY)
    refused = call.post("/clauses", {"title": "Travel", "group": "other", "body": "{customer} pays."})
    assert refused.status_code == 422 and "{customer}" in refused.content.decode()
    made = call.post("/clauses", {"title": "Travel", "group": "other", "body": "{client} pays trains."})
    assert made.status_code == 201, made.content
    at = f"/clauses/{made.json()['id']}"
    reworded = call.put(at, {"title": "Travel", "group": "other", "body": "{client} pays trams.", "edition": 1}).json()
    assert (reworded["edition"], [each["edition"] for each in reworded["wordings"]]) == (2, [2, 1])
    assert call.put(at, {"title": "Travel", "group": "other", "body": "Late.", "edition": 1}).status_code == 409
    draft = call.post("/documents", {"kind": "proposal", "client_id": str(cast.acme.pk), "title": "A site"}).json()
    blocks = [{"type": "price", "rows": [{"description": "Site", "unit_price": "100"}]}, {"type": "clause", "clause_id": made.json()["id"]}]
    said = call.put(f"/documents/{draft['id']}/blocks", {"blocks": blocks})
    assert said.status_code == 200, said.content
    clause = said.json()["blocks"][1]
    assert (clause["text"], clause["edition"], clause["clause_id"]) == ("{client} pays trams.", 2, made.json()["id"])
    again = call.put(f"/documents/{draft['id']}/blocks", {"blocks": said.json()["blocks"]})
    assert again.json()["blocks"] == said.json()["blocks"]
    call.post(f"/documents/{draft['id']}/issue", {})
    assert call.get(f"/documents/{draft['id']}/blocks").json()["blocks"][1]["text"] == f"{cast.acme.name} pays trams."
    assert call.post(f"{at}/archive", {}).json()["archived_at"]
    assert call.delete(f"{at}/archive").json()["archived_at"] is None


def test_a_member_reads_and_does_not_write(cast, api):
    call = api(cast.mia)
    assert call.get("/clauses").status_code == 200
    assert call.post("/clauses", {"title": "A", "group": "other", "body": "B"}).status_code == 403


def test_a_clause_of_nobody_is_refused_in_a_block(cast, api):
    call = api(cast.olivia)
    draft = call.post("/documents", {"kind": "proposal", "client_id": str(cast.acme.pk)}).json()
    refused = call.put(f"/documents/{draft['id']}/blocks", {"blocks": [{"type": "clause", "clause_id": "01890000-0000-7000-8000-000000000000"}]})
    assert refused.status_code == 422 and "blocks[0].clause_id" in refused.content.decode()
