"""What a proposal begins with, and the merge fields in it."""

import pytest

from clientkeep.lifecycle.agreements.models import Proposal
from clientkeep.lifecycle.agreements.proposals.blocks.merging import filled
from clientkeep.lifecycle.agreements.proposals.starting import STARTS
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
