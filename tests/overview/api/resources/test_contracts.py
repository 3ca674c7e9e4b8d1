"""A contract by program: begun, changed, made from a proposal, sent to sign, listed."""

from clientkeep.lifecycle.agreements.models import Contract, Proposal, ProposalTemplate
from clientkeep.relationship.documents.models import Document
from tests.lifecycle.agreements.contracts.conftest import PLAIN


def test_from_nothing_to_those_who_sign(cast, api):
    call = api(cast.olivia)
    made = call.post("/contracts", {"client_id": str(cast.acme.pk), "title": "Secrets", "start": "secret", "sign_by": "2027-01-15"})
    assert made.status_code == 201, made.content
    told = made.json()
    assert (told["begins_work"], told["state"], told["signing"], told["sign_by"]) == (False, "draft", "", "2027-01-15")
    where = f"/documents/{told['id']}"
    refused = call.put(f"{where}/blocks", {"blocks": [{"type": "package", "title": "Basic"}]})
    assert refused.status_code == 422 and "blocks[0].type" in refused.content.decode()
    blocks = [*told["blocks"], {"type": "terms", "title": "How long", "text": "For 2 years."}]
    assert call.put(f"{where}/blocks", {"blocks": blocks, "version": told["version"]}).status_code == 200
    asked = call.post(f"{where}/signing", {"signers": [{"name": "Jo March", "email": "jo@acme.example"}]})
    assert asked.status_code == 201, asked.content
    now = call.get(f"/contracts/{told['id']}").json()
    assert (now["state"], now["signing"]) == ("issued", "open") and now["number"].startswith("C-")
    assert call.post(f"{where}/accept", {"name": "Jo"}).status_code == 409
    assert [each["id"] for each in call.get("/contracts?state=issued").json()["items"]] == [told["id"]]
    assert call.get("/contracts?state=draft").json()["items"] == []


def test_made_from_a_proposal_and_from_a_template(cast, api):
    call, offered = api(cast.olivia), Proposal.compose(cast.acme, cast.by, PLAIN, title="A new site", currency="EUR")
    where = f"/documents/{offered.pk}/contract"
    assert call.post(where, {}).status_code == 409
    offered.issue(cast.by)
    kept = ProposalTemplate.keep(Contract.compose(cast.acme, cast.by, [{"type": "text", "title": "Parties", "text": "Ours"}]), cast.by, "Ours")
    made = call.post(where, {"template_id": str(kept.pk)})
    assert made.status_code == 201, made.content
    assert (made.json()["source_id"], made.json()["total"]) == (str(offered.pk), "600.00")
    assert made.json()["blocks"][0]["text"] == "Ours"
    assert [each["id"] for each in call.get(f"/contracts?source_id={offered.pk}").json()["items"]] == [made.json()["id"]]
    assert call.post(where, {"start": "none"}).status_code == 422
    begun = call.post(f"/proposal-templates/{kept.pk}/proposals", {"client_id": str(cast.acme.pk)})
    assert begun.status_code == 201 and Document.objects.get(pk=begun.json()["document_id"]).kind == "contract"


def test_strangers_and_other_kinds_find_nothing(cast, api):
    made = Contract.compose(cast.acme, cast.by, PLAIN, currency="EUR")
    assert api(cast.sid).get(f"/contracts/{made.pk}").status_code == 404
    assert api(cast.olivia).get(f"/contracts/{cast.document('quote').pk}").status_code == 404
    assert api(cast.sid).get("/contracts").json()["items"] == []
