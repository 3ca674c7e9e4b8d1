"""What a proposal begins with, and the merge fields in it."""

import pytest

from clientkeep.lifecycle.agreements.models import Proposal
from clientkeep.lifecycle.agreements.proposals.blocks.merging import filled
from clientkeep.lifecycle.agreements.proposals.starting import STARTS
from clientkeep.lifecycle.sales.guides.prompt import Prompt
from clientkeep.lifecycle.sales.guides.rules import BROUGHT, LEFT_OUT
from clientkeep.lifecycle.sales.guides.writing import write
from clientkeep.lifecycle.sales.models import Opportunity
from clientkeep.relationship.documents.models import Document

from .offer import proposal


@pytest.mark.parametrize("start", ["usual", "packages", "care"])
def test_each_ready_made_start_begins_a_draft(cast, as_member, start):
    answer = as_member(cast.olivia).post("/proposals/new/", {"client": cast.acme.name, "start": start})
    assert answer.status_code == 302
    made = Document.objects.get(kind="proposal")
    assert [block["type"] for block in made.content] == [block["type"] for block in STARTS[start].make()]
    text = str(made.content)
    assert cast.acme.name in text and "{client.name}" not in text and "{firm.name}" not in text and "{valid_until}" not in text


def test_an_earlier_proposal_is_begun_anew_for_another_client(cast, as_member):
    earlier = proposal(cast)
    firm = as_member(cast.olivia)
    assert f'value="{earlier.pk}"' in firm.get("/proposals/new/").content.decode()
    firm.post("/proposals/new/", {"client": cast.bloom.name, "start": str(earlier.pk)})
    made = Document.objects.get(kind="proposal", client=cast.bloom)
    assert (made.content, made.state, made.number) == (earlier.content, "draft", "")


@pytest.mark.parametrize("start", ["no-such", "01890000-0000-7000-8000-000000000000"])
def test_a_start_that_is_not_ones_own_is_refused(cast, as_member, start):
    answer = as_member(cast.olivia).post("/proposals/new/", {"client": cast.acme.name, "start": start})
    assert answer.status_code == 422
    assert not Proposal.objects.filter(kind="proposal").exists()


def test_a_foreign_proposal_is_no_start(cast, as_member):
    earlier = proposal(cast)
    answer = as_member(cast.sid).post("/proposals/new/", {"client": cast.zephyr.name, "start": str(earlier.pk)})
    assert answer.status_code == 422
    assert str(earlier.pk) not in as_member(cast.sid).get("/proposals/new/").content.decode()


def test_fields_are_filled_in_one_pass_and_unknown_braces_stay():
    blocks = [{"text": "{client.name} {client.__class__} {0} {firm.name}", "rows": [{"what": "{client.name}"}]}]
    made = filled(blocks, {"client.name": "{firm.name}", "firm.name": ""})
    assert made == [{"text": "{firm.name} {client.__class__} {0} {firm.name}", "rows": [{"what": "{firm.name}"}]}]


def test_an_opportunity_leads_to_a_proposal(cast, as_member):
    found = Opportunity.begin(cast.north, cast.by, "A new site & shop", client=cast.acme)
    firm = as_member(cast.olivia)
    page = firm.get(f"/sales/opportunities/{found.pk}/").content.decode()
    assert "Write a proposal" in page
    begun = firm.get("/proposals/new/", {"client": str(cast.acme.pk), "title": found.title}).content.decode()
    assert 'value="A new site &amp; shop"' in begun and f'value="{cast.acme.name}"' in begun


def test_what_was_said_at_the_first_meeting_becomes_the_draft(cast, as_member):
    met = Opportunity.begin(cast.north, cast.by, "A new name", client=cast.acme)
    asked = {each.group: each for each in reversed(Prompt.keep_ready(cast.north))}
    said = {"need": "They outgrew the old name.", "risks": "They pay late.", "deliverables": "- A name\n- A logo\n\n", "quality": "People can spell it."}
    write(met, cast.by, {asked[group]: text for group, text in said.items()})
    page = as_member(cast.olivia)
    shown = page.get(f"/proposals/new/?client={cast.acme.pk}&start=meeting:{met.pk}").content.decode()
    assert f'value="meeting:{met.pk}" selected' in shown
    page.post("/proposals/new/", {"client": cast.acme.name, "start": f"meeting:{met.pk}"})
    made = Document.objects.get(kind="proposal")
    rows = next(block["rows"] for block in made.content if block["type"] == "deliverables")
    assert [row["what"] for row in rows] == ["A name", "A logo"]
    texts = [block["text"] for block in made.content if block["type"] == "text"]
    assert texts == ["They outgrew the old name.", "People can spell it."]
    assert "pay late" not in str(made.content)
    assert [block["type"] for block in made.content].count("package") == 3


def test_what_is_no_part_of_it_is_not_promised(cast, as_member):
    met = Opportunity.begin(cast.north, cast.by, "A new name", client=cast.acme)
    asked = {each.words: each for each in Prompt.keep_ready(cast.north)}
    write(met, cast.by, {asked["What do you expect to hold in your hands?"]: "A name", asked[LEFT_OUT]: "- Hosting\n- Texts", asked[BROUGHT]: "Photographs"})
    as_member(cast.olivia).post("/proposals/new/", {"client": cast.acme.name, "start": f"meeting:{met.pk}"})
    made = {block["title"]: block for block in Document.objects.get(kind="proposal").content}
    assert [row["what"] for row in made["What you get"]["rows"]] == ["A name"]
    assert [row["what"] for row in made["Not included"]["rows"]] == ["Hosting", "Texts"]
    assert made["What you bring"]["text"] == "Photographs"


def test_a_meeting_with_a_foreign_client_is_no_start(cast, as_member):
    met = Opportunity.begin(cast.north, cast.by, "A new name", client=cast.bloom)
    write(met, cast.by, {Prompt.keep_ready(cast.north)[0]: "Secret"})
    for member in (cast.sid, cast.mia):
        page = as_member(member)
        assert str(met.pk) not in page.get("/proposals/new/").content.decode()
        assert page.post("/proposals/new/", {"client": "Somebody", "start": f"meeting:{met.pk}"}).status_code == 422
    assert not Proposal.objects.filter(kind="proposal").exists()
