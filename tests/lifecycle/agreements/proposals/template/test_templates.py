"""Templates of proposals: kept from one, begun with, given editions, archived."""

import pytest
from django.db import DatabaseError, transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.agreements.models import Clause, Proposal, ProposalTemplate, TemplateEdition
from clientkeep.lifecycle.agreements.proposals.blocks.merging import unfilled
from clientkeep.lifecycle.agreements.proposals.blocks.pointing import pointed_out
from clientkeep.lifecycle.agreements.proposals.starting import STARTS, blocks_of
from clientkeep.relationship.documents.models import Document
from tests.lifecycle.agreements.proposals.offer import BLOCKS, block_of, line, proposal


def with_names(cast):
    clause = Clause.write(cast.north, cast.by, title="Payment", group="payment", body="{client} pays {price}.")
    blocks = [
        {"type": "text", "title": "For {client.name}", "text": "{client.name} wants a site. Holds until {valid_until}."},
        {"type": "price", "rows": [line("Site", "1000")]}, {"type": "clause", "clause_id": str(clause.pk)},
    ]  # fmt: skip
    return Proposal.compose(cast.acme, cast.by, blocks, title="A new site")


def test_another_client_is_named_and_the_prices_stay(cast, as_member):
    made = with_names(cast)
    made.issue(cast.by)
    firm = as_member(cast.mia)
    assert "Keep as template" in firm.get(f"/documents/{made.pk}/").content.decode()
    assert firm.post(f"/documents/{made.pk}/template/", {"name": "Small site", "template": ""}).status_code == 302
    kept = ProposalTemplate.objects.get()
    assert cast.acme.name not in str(kept.blocks)
    olivia = as_member(cast.olivia)
    assert "Your template: Small site" in olivia.get("/proposals/new/").content.decode()
    assert olivia.post("/proposals/new/", {"client": cast.bloom.name, "start": f"template:{kept.pk}"}).status_code == 302
    begun = Document.objects.get(kind="proposal", client=cast.bloom)
    assert block_of(begun, "text")["title"] == f"For {cast.bloom.name}" and f"{cast.bloom.name} wants a site" in block_of(begun, "text")["text"]
    assert begun.total_minor == Document.objects.get(pk=made.pk).total_minor and block_of(begun, "clause")["text"] == "{client} pays {price}."


def test_only_whole_words_of_prose_become_fields():
    blocks = [{"id": "b1", "type": "text", "title": "Ace", "text": "Ace, Aces, ACE, Ace's"}, {"id": "b2", "type": "price", "title": "", "rows": [{"description": "Ace", "unit": "item"}]}]
    made = unfilled(blocks, {"client.name": "Ace", "valid_until": ""})
    assert made[0]["text"] == "{client.name}, Aces, ACE, {client.name}'s"
    assert unfilled(blocks, {"client.name": "item"})[1]["rows"] == blocks[1]["rows"]


def test_a_next_edition_tells_what_changed(cast, as_member):
    first = proposal(cast)
    kept = ProposalTemplate.keep(first, cast.by, "Site")
    kept.keep_again(first, cast.by)
    assert kept.edition == 1
    other = proposal(cast, [*BLOCKS[:-1], {"type": "terms", "text": "Paid in 14 days."}], issued=False)
    firm = as_member(cast.olivia)
    assert firm.post(f"/documents/{other.pk}/template/", {"template": str(kept.pk)}).status_code == 302
    kept.refresh_from_db()
    assert (kept.edition, kept.editions.count()) == (2, 2)
    page = firm.get(f"/proposals/templates/{kept.pk}/").content.decode()
    assert "Edition 2" in page and "Changed: Terms" in page and "Paid in 14 days." in page


@pytest.mark.parametrize("act", [lambda rows: rows.update(blocks=[]), lambda rows: rows._raw_delete("default")])
def test_the_database_keeps_each_edition(cast, act):
    ProposalTemplate.keep(proposal(cast), cast.by, "Site")
    with pytest.raises(DatabaseError), transaction.atomic():
        act(TemplateEdition.objects.all())
    assert TemplateEdition.objects.get().blocks


def test_a_name_is_taken_once(cast):
    made = proposal(cast)
    kept = ProposalTemplate.keep(made, cast.by, "Site")
    for name in ("", "  ", "SITE", "x" * 121):
        with pytest.raises(Invalid) as refused:
            ProposalTemplate.keep(made, cast.by, name)
        assert refused.value.field == "name"
    kept.rename(cast.by, "Shop")
    ProposalTemplate.keep(made, cast.by, "Site")
    with pytest.raises(Invalid):
        kept.rename(cast.by, "site")


def test_an_archived_one_is_no_start(cast, as_member):
    made = proposal(cast)
    kept = ProposalTemplate.keep(made, cast.by, "Site")
    firm = as_member(cast.olivia)
    firm.post(f"/proposals/templates/{kept.pk}/archive/")
    with pytest.raises(Invalid):
        blocks_of(cast.acting(cast.olivia), f"template:{kept.pk}")
    with pytest.raises(Conflict):
        kept.keep_again(made, cast.by)
    assert "Archived" in firm.get("/proposals/templates/").content.decode()
    firm.post(f"/proposals/templates/{kept.pk}/archive/")
    assert blocks_of(cast.acting(cast.olivia), f"template:{kept.pk}") == kept.blocks


def test_a_foreign_one_is_not_there(cast, as_member):
    kept = ProposalTemplate.keep(proposal(cast), cast.by, "Site")
    sid = as_member(cast.sid)
    assert sid.get(f"/proposals/templates/{kept.pk}/").status_code == 404
    assert str(kept.pk) not in sid.get("/proposals/new/").content.decode()
    assert sid.post("/proposals/new/", {"client": cast.zephyr.name, "start": f"template:{kept.pk}"}).status_code == 422


@pytest.mark.parametrize("slug", ["brand", "website", "photos", "advice"])
def test_a_start_for_a_trade_leaves_nothing_vague(cast, slug):
    made = Proposal.compose(cast.acme, cast.by, STARTS[slug].make())
    assert pointed_out(made.content) == []
    assert "{client" not in str(made.content)
