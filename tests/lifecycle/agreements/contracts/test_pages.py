"""The firm's pages of contracts: begun, made from a proposal, sent to sign, found on lists; the client's shelf."""

import pytest

from clientkeep.lifecycle.agreements.models import Contract, ProposalTemplate, Signing
from clientkeep.relationship.documents.models import Document

from .conftest import PLAIN


@pytest.fixture
def firm(cast, as_member):
    return as_member(cast.olivia)


def text(answer) -> str:
    return answer.content.decode()


def written(cast) -> Contract:
    return Contract.compose(cast.acme, cast.by, PLAIN, title="A new site", currency="EUR")


def test_begun_on_its_page_twice_sent_it_is_one(cast, firm):
    assert "confidential" in text(firm.get(f"/contracts/new/?client={cast.acme.pk}"))
    said = {"client": cast.acme.name, "title": "Care", "start": "secret", "form_token": "once"}
    first, second = firm.post("/contracts/new/", said), firm.post("/contracts/new/", said)
    assert first["Location"] == second["Location"] and Contract.objects.filter(kind="contract").count() == 1
    page = text(firm.get(first["Location"]))
    assert "To be signed by" in page and "ask for signatures" in page and "Package" not in page and "Optional lines" not in page


def test_bad_input_keeps_what_was_typed(cast, firm):
    answer = firm.post("/contracts/new/", {"client": "Nobody", "title": "Care", "start": "usual"})
    assert answer.status_code == 422 and 'value="Care"' in text(answer)
    assert firm.post("/contracts/new/", {"client": cast.acme.name, "start": "none"}).status_code == 422


def test_an_offering_block_cannot_be_put_in_by_hand(cast, firm):
    made = written(cast)
    answer = firm.post(f"/documents/{made.pk}/blocks/new/", {"type": "package", "version": made.version})
    assert answer.status_code == 422 and len(Contract.objects.get(pk=made.pk).content) == len(made.content)


def test_made_from_a_proposal_on_its_page(cast, firm, plain):
    address = f"/documents/{plain.pk}/contract/"
    assert f'href="{address}"' in text(firm.get(f"/documents/{plain.pk}/"))
    assert "still waits for an answer" in text(firm.get(address))
    first, second = (firm.post(address, {"start": "usual", "form_token": "one"}) for _ in range(2))
    assert first.status_code == 302 and first["Location"] == second["Location"]
    made = Document.objects.get(kind="contract")
    assert f"/documents/{made.pk}/" in text(firm.get(f"/documents/{plain.pk}/"))
    assert firm.post(address, {"start": "none"}).status_code == 422


def test_where_none_can_be_made_the_page_says_why(cast, firm, plain):
    plain.void(cast.by, "Wrong client")
    page = firm.get(f"/documents/{plain.pk}/contract/")
    assert page.status_code == 200 and "neither sent nor accepted" in text(page)
    assert firm.post(f"/documents/{plain.pk}/contract/", {"start": "usual"}).status_code == 409
    assert f"/documents/{plain.pk}/contract/" not in text(firm.get(f"/documents/{plain.pk}/"))


def test_strangers_and_other_kinds_find_nothing(cast, as_member, firm, plain):
    made = written(cast)
    stranger = as_member(cast.sid)
    for path in (f"/documents/{plain.pk}/contract/", f"/documents/{made.pk}/blocks/", f"/documents/{made.pk}/signing/"):
        assert stranger.get(path).status_code == 404
    assert firm.get(f"/documents/{cast.document('quote').pk}/contract/").status_code == 404


def test_asked_to_sign_from_the_draft(cast, firm):
    made = written(cast)
    assert "Check and ask for signatures" in text(firm.get(f"/documents/{made.pk}/"))
    page = text(firm.get(f"/documents/{made.pk}/signing/"))
    assert "With this it is issued" in page
    said = {"name_0": "Jo March", "email_0": "jo@acme.example", "role_0": "signer", "in_order": "on", "expires_on": "2027-06-01", "form_token": "t"}
    answer = firm.post(f"/documents/{made.pk}/signing/", said)
    assert answer.status_code == 302, text(answer)
    assert Signing.objects.get(document=made).state == "open" and Document.objects.get(pk=made.pk).number


def test_it_stands_on_its_list_and_on_the_client_s_page(cast, firm, sign):
    made = written(cast)
    sign(made)
    page = text(firm.get("/quotes/?kind=contract"))
    assert made.number in page and "Signed" in page
    assert f"{made.number} is signed" in text(firm.get(f"/clients/{cast.acme.pk}/"))


def test_the_client_reads_it_and_signs_instead_of_accepting(cast, as_jo, sign):
    made = written(cast)
    sign(made, all_of_it=False)
    page = text(as_jo.get(f"/p/documents/{made.pk}/"))
    assert made.number in page and "Jo March" in page and "sign" in page.lower()
    assert 'name="name"' not in page
    assert as_jo.post(f"/p/documents/{made.pk}/acceptance/", {"name": "Jo March"}).status_code in (302, 409)
    assert Document.objects.get(pk=made.pk).state == "issued"


def test_both_sides_read_what_a_version_changed(cast, firm, as_jo):
    made = written(cast)
    made.issue(cast.by)
    assert firm.post(f"/documents/{made.pk}/versions/").status_code == 302
    newer = Contract.objects.get(kind="contract", state="draft")
    newer.arrange(cast.by, [*newer.content, {"type": "terms", "title": "Term", "text": "It holds for a year."}])
    newer.issue(cast.by)
    assert "It holds for a year." in text(firm.get(f"/documents/{newer.pk}/differences/"))
    assert "It holds for a year." in text(as_jo.get(f"/p/documents/{newer.pk}/differences/"))


def test_a_template_says_which_kind_it_makes(cast, firm, plain):
    made = written(cast)
    assert firm.post(f"/documents/{made.pk}/template/", {"name": "Care", "template": ""}).status_code == 302
    kept = ProposalTemplate.objects.get(name="Care")
    assert kept.makes == "contract"
    assert "Your template: Care" in text(firm.get("/contracts/new/")) and "Your template: Care" not in text(firm.get("/proposals/new/"))
    assert "Begin a contract" in text(firm.get(f"/proposals/templates/{kept.pk}/"))
    assert f'value="{kept.pk}"' not in text(firm.get(f"/documents/{plain.pk}/template/"))
    begun = firm.post("/contracts/new/", {"client": cast.acme.name, "start": f"template:{kept.pk}"})
    assert begun.status_code == 302
    assert firm.post("/proposals/new/", {"client": cast.acme.name, "start": f"template:{kept.pk}"}).status_code == 422


def test_today_leads_from_a_draft_to_its_signatures(cast, firm):
    made = Contract.compose(cast.acme, cast.by, [{"type": "text", "title": "The parties", "text": "Both"}], title="Secrets")
    page = text(firm.get("/"))
    assert "has a contract ready to send." in page and f'href="/documents/{made.pk}/signing/"' in page


def test_a_copy_belongs_to_the_same_proposal(cast, firm, plain, contract_of):
    made = contract_of(plain)
    assert firm.post(f"/documents/{made.pk}/copy/", {"form_token": "c"}).status_code == 302
    assert list(Document.objects.filter(kind="contract").values_list("source", flat=True)) == [plain.pk, plain.pk]
