"""Testimonials in a proposal: only while they may be published, under the names that may stand beside them, and for good once sent."""

import pytest

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.agreements.models import Contract, Proposal
from clientkeep.lifecycle.retention.models import Ask
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.documents.pdf.render import render
from clientkeep.relationship.documents.printing import paper_of
from clientkeep.workspace.members.acting import Actor
from tests.lifecycle.agreements.proposals.offer import BLOCKS

WORDS = "They asked before they drew.\n\nNow {client.name} & <b>everybody</b> finds the door."


@pytest.fixture
def praise(cast):
    """A testimonial of Ben, published under his name."""
    ask = Ask.objects.create(workspace=cast.north, client=cast.bloom, contact=cast.ben, kind="testimonial", win="score", approved_by="Olivia")
    ask.give_words(Actor("contact", cast.ben.pk, str(cast.ben)), WORDS, True, ["name"])
    ask.publish(cast.by)
    return ask


def showing(ask) -> dict:
    return {"type": "testimonials", "title": "What others say", "rows": [{"testimonial_id": str(ask.pk)}]}


@pytest.fixture
def draft(cast, praise):
    return Proposal.compose(cast.acme, cast.by, [*BLOCKS, showing(praise)], title="A new site", currency="EUR")


def rows(document) -> list:
    return next(block["rows"] for block in document.content if block["type"] == "testimonials")


def on_paper(document) -> str:
    return str([section for section in paper_of(Document.objects.get(pk=document.pk)).sections if section.title == "What others say"])


def test_a_draft_keeps_which_one_and_its_paper_the_very_words(cast, draft, praise):
    assert rows(draft) == [{"title": str(cast.ben), "testimonial_id": str(praise.pk)}]
    paper = on_paper(draft)
    assert "They asked before they drew." in paper and "{client.name} & <b>everybody</b>" in paper and str(cast.ben) in paper
    assert render(paper_of(draft)).startswith(b"%PDF")


@pytest.mark.parametrize(("act", "why"), [("withdraw", "the consent was taken back"), ("consented", "it is not published")])
def test_what_may_not_be_shown_is_pointed_out_and_refused(cast, draft, praise, as_member, act, why):
    praise.withdraw(cast.by) if act == "withdraw" else Ask.objects.filter(pk=praise.pk).update(state=act)
    assert on_paper(draft) == "[]"
    firm = as_member(cast.olivia)
    assert why in firm.get(f"/documents/{draft.pk}/sending/").content.decode()
    assert "May not be shown now" in firm.get(f"/documents/{draft.pk}/blocks/").content.decode()
    with pytest.raises(Invalid, match=why) as refused:
        draft.issue(cast.by)
    assert refused.value.field == f"blocks[{len(BLOCKS)}].rows[0].testimonial_id"
    assert Document.objects.get(pk=draft.pk).is_draft


def test_what_was_sent_stays_as_it_was_and_a_next_version_asks_again(cast, draft, praise, as_member):
    draft.issue(cast.by)
    before = on_paper(draft)
    praise.withdraw(cast.by)
    assert on_paper(draft) == before and "They asked" in before
    page = as_member(cast.olivia).get(f"/documents/{draft.pk}/").content.decode()
    assert "&lt;b&gt;everybody" in page and "<b>everybody" not in page
    newer = Proposal.objects.get(pk=draft.pk).new_version(cast.by)
    assert "They asked" not in str(newer.content)
    with pytest.raises(Invalid):
        newer.issue(cast.by)


@pytest.mark.parametrize("wrong", ["", "nothing", "0192f2a0-0000-7000-8000-000000000000"])
def test_one_that_the_firm_does_not_have_is_refused_by_its_row(cast, wrong):
    with pytest.raises(Invalid) as refused:
        Proposal.compose(cast.acme, cast.by, [{"type": "testimonials", "rows": [{"testimonial_id": wrong}]}])
    assert refused.value.field == "blocks[0].rows[0].testimonial_id"


def test_a_referral_another_firm_and_a_contract_show_none(cast, praise):
    referral = Ask.objects.create(workspace=cast.north, client=cast.bloom, contact=cast.ben, kind="referral", win="score", approved_by="Olivia")
    for firm, made in ((cast.acme, showing(referral)), (cast.zephyr, showing(praise))):
        with pytest.raises(Invalid):
            Proposal.compose(firm, cast.by, [made])
    with pytest.raises(Invalid):
        Contract.compose(cast.acme, cast.by, [showing(praise)])


def test_chosen_on_its_page_beside_case_studies(cast, praise, as_member):
    draft = Proposal.compose(cast.acme, cast.by, BLOCKS, title="A new site", currency="EUR")
    firm, address = as_member(cast.olivia), f"/documents/{draft.pk}/blocks/testimonials/"
    assert "They asked before they drew." in firm.get(address).content.decode()
    editor = firm.get(f"/documents/{draft.pk}/blocks/").content.decode()
    assert "Show testimonials" in editor and "Show case studies" in editor
    assert firm.post(address, {"version": draft.version, "chosen": [str(praise.pk)]}).status_code == 302
    now = Proposal.objects.get(pk=draft.pk)
    assert rows(now) == [{"title": str(cast.ben), "testimonial_id": str(praise.pk)}]
    assert firm.post(address, {"version": now.version}).status_code == 302
    assert "testimonials" not in [block["type"] for block in Proposal.objects.get(pk=draft.pk).content]
    praise.withdraw(cast.by)
    assert "No testimonial is published yet" in firm.get(address).content.decode()
    assert as_member(cast.sid).get(address).status_code == 404
