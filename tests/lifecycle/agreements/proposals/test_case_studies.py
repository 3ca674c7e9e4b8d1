"""Case studies in a proposal: only while their clients agree, word for word, and for good once it is sent."""

import pytest

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.agreements.models import Contract, Proposal, ProposalTemplate
from clientkeep.lifecycle.agreements.proposals.panels import to_look_at
from clientkeep.lifecycle.agreements.proposals.starting import blocks_of
from clientkeep.lifecycle.sales.models import CaseStudy
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.pdf.render import render
from clientkeep.relationship.documents.printing import paper_of
from clientkeep.workspace.members.acting import Actor
from tests.lifecycle.agreements.proposals.offer import BLOCKS

WORDS = {
    "title": "Signs that people follow", "shown_as": "Bloom", "situation": "Nobody found the door.", "work": "We put up four signs for {client.name}.",
    "result": "Everybody does.", "outcomes": "9 of 10 | find the door alone",
}  # fmt: skip


@pytest.fixture
def study(cast):
    """A case study about Bloom, agreed to by Ben and published."""
    made = CaseStudy.write(cast.north, cast.by, cast.bloom, **WORDS)
    made.ask(cast.by, cast.ben, "May we?", "Read it: {link}")
    made.agree(Actor("contact", cast.ben.pk, "Sam Bell"), made.digest)
    made.publish(cast.by)
    return made


def showing(study) -> dict:
    return {"type": "case_studies", "title": "Our work", "rows": [{"study_id": str(study.pk)}]}


@pytest.fixture
def draft(cast, study):
    return Proposal.compose(cast.acme, cast.by, [*BLOCKS, showing(study)], title="A new site", currency="EUR")


def on_paper(document) -> str:
    return str([section for section in paper_of(Document.objects.get(pk=document.pk)).sections if section.title == "Our work"])


def rows(document) -> list:
    return next(block["rows"] for block in document.content if block["type"] == "case_studies")


def test_a_draft_keeps_which_one_and_its_paper_the_very_words(draft, study):
    assert rows(draft) == [{"title": study.title, "study_id": str(study.pk)}]
    paper = on_paper(draft)
    for words in ("Signs that people follow", "Bloom", "Nobody found the door.", "We put up four signs for {client.name}.", "9 of 10", "find the door alone"):
        assert words in paper
    assert render(paper_of(draft)).startswith(b"%PDF")


def test_consent_taken_back_before_sending_is_pointed_out_and_refused(cast, draft, study):
    study.refuse(cast.by)
    assert on_paper(draft) == "[]"
    said = to_look_at(draft)["must"]
    assert "took the consent back" in said and "Take it out" in said
    with pytest.raises(Invalid) as refused:
        draft.issue(cast.by)
    assert refused.value.field == f"blocks[{len(BLOCKS)}].rows[0].study_id"
    assert Document.objects.get(pk=draft.pk).is_draft
    draft.arrange(cast.by, BLOCKS)
    draft.issue(cast.by)


def test_other_words_need_another_consent_before_it_is_sent(cast, draft, study):
    study.rewrite(cast.by, **{**WORDS, "result": "Nearly everybody does."})
    with pytest.raises(Invalid, match="has not been asked"):
        draft.issue(cast.by)


def test_hidden_by_the_firm_it_is_not_sent(cast, draft, study):
    study.hide(cast.by)
    with pytest.raises(Invalid, match="not published"):
        draft.issue(cast.by)


def test_what_was_sent_stays_as_it_was(cast, draft, study):
    draft.issue(cast.by)
    before, digest = on_paper(draft), Document.objects.get(pk=draft.pk).digest
    study.refuse(cast.by)
    now = Document.objects.get(pk=draft.pk)
    assert on_paper(draft) == before and "Nobody found the door." in before and now.digest == digest


def test_a_next_version_and_a_template_keep_no_words(cast, draft, study):
    draft.issue(cast.by)
    kept = ProposalTemplate.keep(draft, cast.by, "Sites")
    newer = Proposal.objects.get(pk=draft.pk).new_version(cast.by)
    assert "Nobody found the door." not in str(kept.blocks) + str(newer.content)
    begun = Proposal.compose(cast.bloom, cast.by, blocks_of(cast.acting(cast.olivia), f"template:{kept.pk}"), currency="EUR")
    assert rows(begun) == [{"title": study.title, "study_id": str(study.pk)}] and "Nobody found the door." in on_paper(begun)
    study.refuse(cast.by)
    with pytest.raises(Invalid):
        newer.issue(cast.by)


@pytest.mark.parametrize("wrong", ["", "nothing", "0192f2a0-0000-7000-8000-000000000000"])
def test_one_that_the_firm_does_not_have_is_refused_by_its_row(cast, wrong):
    with pytest.raises(Invalid) as refused:
        Proposal.compose(cast.acme, cast.by, [{"type": "case_studies", "rows": [{"study_id": wrong}]}])
    assert refused.value.field == "blocks[0].rows[0].study_id"


def test_another_firm_s_study_is_none(cast, study):
    with pytest.raises(Invalid):
        Proposal.compose(cast.zephyr, cast.acting(cast.sid).actor, [showing(study)])


def test_a_contract_shows_none(cast, study):
    with pytest.raises(Invalid):
        Contract.compose(cast.acme, cast.by, [showing(study)])


def test_chosen_on_its_page_and_taken_out_there(cast, study, as_member):
    draft = Proposal.compose(cast.acme, cast.by, BLOCKS, title="A new site", currency="EUR")
    firm, address = as_member(cast.olivia), f"/documents/{draft.pk}/blocks/case-studies/"
    hidden = CaseStudy.write(cast.north, cast.by, cast.bloom, **{**WORDS, "title": "Not asked yet"})
    page = firm.get(address).content.decode()
    assert study.title in page and "Not asked yet" not in page
    said = {"version": draft.version, "chosen": [str(study.pk), str(hidden.pk)]}
    assert firm.post(address, said).status_code == 302
    assert firm.post(address, said).status_code == 409, "the page is old by now"
    now = Proposal.objects.get(pk=draft.pk)
    assert [row["title"] for row in rows(now)] == [study.title]
    assert [block["type"] for block in now.content].index("case_studies") < [block["type"] for block in now.content].index("terms")
    editor = firm.get(f"/documents/{draft.pk}/blocks/").content.decode()
    assert study.title in editor and "Choose others" in editor
    block = next(each for each in now.content if each["type"] == "case_studies")
    assert firm.post(f"/documents/{draft.pk}/blocks/{block['id']}/", {"version": now.version, "act": "save", "title": "Ours"}).status_code == 302
    assert rows(Proposal.objects.get(pk=draft.pk)) == rows(now), "saving its heading keeps what it shows"
    study.refuse(cast.by)
    assert "May not be shown now" in firm.get(f"/documents/{draft.pk}/blocks/").content.decode()
    assert "took the consent back" in firm.get(f"/documents/{draft.pk}/sending/").content.decode()
    now = Proposal.objects.get(pk=draft.pk)
    assert firm.post(address, {"version": now.version}).status_code == 302
    assert "case_studies" not in str([block["type"] for block in Proposal.objects.get(pk=draft.pk).content])


def test_strangers_and_contracts_have_no_such_page(cast, study, as_member):
    draft = Proposal.compose(cast.acme, cast.by, BLOCKS, currency="EUR")
    assert as_member(cast.sid).get(f"/documents/{draft.pk}/blocks/case-studies/").status_code == 404
    contract = Contract.compose(cast.acme, cast.by, [{"type": "text", "text": "Ours"}])
    assert as_member(cast.olivia).get(f"/documents/{contract.pk}/blocks/case-studies/").status_code == 404


def test_the_client_reads_it_after_it_was_sent(cast, draft, study, as_jo):
    draft.issue(cast.by)
    study.refuse(cast.by)
    page = as_jo.get(f"/p/documents/{draft.pk}/").content.decode()
    assert "Nobody found the door." in page and "9 of 10" in page


def test_consent_gone_between_check_and_freeze_is_still_refused(cast, draft, study, monkeypatch):
    from clientkeep.lifecycle.agreements.proposals import model

    def then_refused(document):
        study.refuse(cast.by)

    monkeypatch.setattr(model, "check_offer", then_refused)
    with pytest.raises((Invalid, Conflict)):
        draft.issue(cast.by)
    assert Document.objects.get(pk=draft.pk).is_draft


def test_a_copy_of_what_was_sent_can_be_written_on(cast, draft, study, as_member):
    draft.arrange(cast.by, [*draft.content, {"type": "clause", "title": "Payment", "text": "{client} pays."}])
    draft.issue(cast.by)
    assert as_member(cast.olivia).post(f"/documents/{draft.pk}/copy/", {"form_token": "c"}).status_code == 302
    made = Proposal.objects.get(kind="proposal", state="draft")
    assert rows(made) == [{"title": study.title, "study_id": str(study.pk)}] and made.content[-1]["text"] == "{client} pays."
    made.arrange(cast.by, made.content)
